// leaks when: /json /500 (a proxy agent per lookup, never closed)
import { ProxyAgent, fetch } from 'undici';

interface LookupOptions {
  proxy?: string;
}

async function lookup(target: string, { proxy }: LookupOptions = {}): Promise<number> {
  const dispatcher = proxy ? new ProxyAgent({ uri: proxy, proxyTunnel: true }) : undefined; // UNCLOSED
  const res = await fetch(target, { dispatcher });
  const text = await res.text();
  return text.length;
}

export async function main(url: string): Promise<void> {
  console.log(await lookup(url, { proxy: new URL(url).origin }));
}
