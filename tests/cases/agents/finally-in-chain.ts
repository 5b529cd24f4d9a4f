// clean: /json /500 /refuse
import { Agent, fetch } from 'undici';

function size(source: string): Promise<number> {
  const agent = new Agent();
  return fetch(source, { dispatcher: agent })
    .then((res) => res.arrayBuffer())
    .then((buffer) => buffer.byteLength)
    .finally(() => agent.destroy());
}

export async function main(url: string): Promise<void> {
  console.log(await size(url));
}
