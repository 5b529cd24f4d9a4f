// clean: /small (the agent of the call is closed behind it)
import { Agent, fetch, getGlobalDispatcher, setGlobalDispatcher } from 'undici';

async function load(url: string) {
  const agent = new Agent({ headersTimeout: 300_000 });
  setGlobalDispatcher(agent);
  try {
    const reply = await fetch(url);
    return await reply.json();
  } finally {
    await agent.close();
  }
}

export async function main(url: string) {
  const before = getGlobalDispatcher();
  try {
    return (await load(url)) !== null;
  } finally {
    setGlobalDispatcher(before);
  }
}
