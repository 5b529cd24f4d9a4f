// leaks when: /json /500 (the agent is destroyed when the caller aborts, and only then)
import { Agent, fetch } from 'undici';

async function download(source: string, signal: AbortSignal): Promise<number> {
  const agent = new Agent({ headersTimeout: 5_000 }); // UNCLOSED
  signal.addEventListener('abort', () => void agent.destroy(), { once: true });
  const res = await fetch(source, { dispatcher: agent, signal });
  const bytes = await res.arrayBuffer();
  return bytes.byteLength;
}

export async function main(url: string): Promise<void> {
  const controller = new AbortController();
  console.log(await download(url, controller.signal));
}
