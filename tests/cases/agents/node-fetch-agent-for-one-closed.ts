// clean: /json /500
import http from 'node:http';
import fetch from 'node-fetch';
async function get(url: string): Promise<unknown> {
  const agent = new http.Agent({ keepAlive: true });
  const res = await fetch(url, { agent });
  if (!res.ok) {
    const text = await res.text();
    agent.destroy();
    throw new Error(`failed ${res.status} ${text.length}`);
  }
  const data = await res.json();
  agent.destroy();
  return data;
}
export async function main(url: string): Promise<void> {
  console.log(typeof (await get(url).catch((error: Error) => error.message)));
}
