// clean: /json /500 /refuse
import { Agent, fetch } from 'undici';

function size(source: string): Promise<number> {
  const agent = new Agent();
  return fetch(source, { dispatcher: agent })
    .then((answer) => answer.text())
    .then((text) => text.length)
    .finally(() => agent.close());
}

export async function main(url: string): Promise<void> {
  console.log(await size(url).catch(() => -1));
}
