// leaks when: /json /500 (node-fetch is given a fresh agent by a function)
import http from 'node:http';
import fetch from 'node-fetch';

export async function main(url: string): Promise<void> {
  const agent = new http.Agent({ keepAlive: true }); // UNCLOSED
  const answer = await fetch(url, { agent: () => agent });
  console.log((await answer.text()).length);
}
