// clean: /ok /500 /refuse
import { Agent, fetch } from 'undici';

function open(source: string): Promise<string> {
  const agent = new Agent();
  return fetch(source, { dispatcher: agent })
    .then((answer) => answer.text())
    .finally(() => agent.close());
}

export async function main(url: string): Promise<void> {
  console.log((await open(url)).length);
}
