// leaks when: /json
import { Agent, fetch } from 'undici';

interface Transport {
  dispatcher?: Agent;
}

const own = (isOwn: boolean): Transport => (isOwn ? { dispatcher: new Agent() } : {});

const proxied = (isProxied: boolean): Transport | undefined => (isProxied ? { dispatcher: new Agent({ connections: 1 }) } : undefined);

async function length(url: string, isOwn: boolean): Promise<number> {
  const res = await fetch(url, own(isOwn)); // UNCLOSED
  return (await res.text()).length;
}

export async function main(url: string): Promise<void> {
  const res = await fetch(url, proxied(url.startsWith('http'))); // UNCLOSED
  console.log((await res.text()).length, await length(url, true), await length(url, false));
}
