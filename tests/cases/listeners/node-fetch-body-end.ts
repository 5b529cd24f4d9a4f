// leaks when: /404 (an end listener on the body, then an early return); clean on: /ok
import fetch from 'node-fetch';

async function size(url: string, onEnd: () => void): Promise<number> {
  const response = await fetch(url); // LEAK
  response.body!.on('end', onEnd);
  if (!response.ok) return -1;
  return (await response.arrayBuffer()).byteLength;
}

export async function main(url: string): Promise<string> {
  let ended = 0;
  const bytes = await size(url, () => { ended += 1; });
  await new Promise((ok) => setTimeout(ok, 250));
  return `${bytes > 0} ${ended}`;
}
