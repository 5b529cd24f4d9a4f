// leaks when: /small (each call makes another agent the global one)
import { Agent, fetch, getGlobalDispatcher, setGlobalDispatcher } from 'undici';

async function load(url: string) {
  setGlobalDispatcher(new Agent({ headersTimeout: 300_000 })); // UNCLOSED
  const reply = await fetch(url);
  return reply.json();
}

export async function main(url: string) {
  const before = getGlobalDispatcher();
  try {
    return (await load(url)) !== null;
  } finally {
    setGlobalDispatcher(before);
  }
}
