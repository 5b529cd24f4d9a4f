// clean: /json /500 /refuse
import { ProxyAgent, fetch } from 'undici';

async function lookup(target: string, proxy: string | undefined): Promise<number> {
  const dispatcher = proxy ? new ProxyAgent({ uri: proxy, proxyTunnel: true }) : undefined;
  try {
    const res = await fetch(target, { dispatcher });
    return (await res.text()).length;
  } finally {
    await dispatcher?.close();
  }
}

export async function main(url: string): Promise<void> {
  console.log(await lookup(url, new URL(url).origin));
}
