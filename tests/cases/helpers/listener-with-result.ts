// clean: /json /500
import { EventEmitter } from 'node:events';

const answers = new EventEmitter<{ answer: [Response] }>();

async function ask(url: string): Promise<boolean> {
  const answer = await fetch(url);
  return answers.emit('answer', answer);
}

export async function main(url: string): Promise<void> {
  const read = new Promise<number>((resolve) => {
    answers.once('answer', (answer) => void answer.text().then((text) => resolve(text.length)));
  });
  console.log(await ask(url), await read);
}
