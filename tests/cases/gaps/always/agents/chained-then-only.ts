// leaks when: /500 (the close sits in the good half of the chain); clean on: /json
import { Agent, fetch } from 'undici';

function size(source: string): Promise<number> {
  const agent = new Agent(); // UNCLOSED
  return fetch(source, { dispatcher: agent })
    .then(async (answer) => {
      const text = await answer.text();
      if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
      return text.length;
    })
    .then((length) => agent.close().then(() => length))
    .catch(() => -1);
}

export async function main(url: string): Promise<void> {
  console.log(await size(url));
}
