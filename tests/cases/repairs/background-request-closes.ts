// clean: /small (what runs later closes the agent, or asks for more and then closes it)
import { Agent, fetch } from 'undici';

async function start(url: string): Promise<string> {
  const agent = new Agent();
  const res = await fetch(`${url}/now`, { dispatcher: agent });
  const text = await res.text();
  setTimeout(() => {
    void fetch(`${url}/later`, { dispatcher: agent }).then((r) => r.text()).finally(() => agent.close());
  }, 30);
  return text;
}

async function startShort(url: string): Promise<string> {
  const agent = new Agent();
  const res = await fetch(url, { dispatcher: agent });
  const text = await res.text();
  setImmediate(() => void agent.close());
  return text;
}

export async function main(url: string): Promise<void> {
  console.log((await start(url)).length > 0, (await startShort(url)).length > 0);
  await new Promise((ok) => setTimeout(ok, 300));
}
