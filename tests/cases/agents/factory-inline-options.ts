// leaks when: /json
import { Agent, fetch, request } from 'undici';

const transport = (): { dispatcher: Agent } => ({ dispatcher: new Agent() });

async function configured(): Promise<{ options: { dispatcher: Agent; method: 'GET' }; timeout: number }> {
  return { options: { dispatcher: new Agent({ connections: 2 }), method: 'GET' }, timeout: 5 };
}

async function viaOptions(url: string): Promise<number> {
  const res = await fetch(url, transport()); // UNCLOSED
  return (await res.text()).length;
}

async function viaMember(url: string): Promise<number> {
  const { body } = await request(url, { method: 'GET', dispatcher: (await configured()).options.dispatcher }); // UNCLOSED
  return (await body.text()).length;
}

export async function main(url: string): Promise<void> {
  console.log(await viaOptions(url), await viaMember(url));
}
