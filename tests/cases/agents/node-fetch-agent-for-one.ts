// leaks when: /json /500 (a keep-alive agent for one request)
import http from 'node:http';
import fetch from 'node-fetch';
async function get(url: string): Promise<unknown> {
  const agent = new http.Agent({ keepAlive: true }); // UNCLOSED
  const res = await fetch(url, { agent });
  if (!res.ok) {
    const text = await res.text();
    throw new Error(`failed ${res.status} ${text.length}`);
  }
  return res.json();
}
export async function main(url: string): Promise<void> {
  console.log(typeof (await get(url).catch((error: Error) => error.message)));
}
