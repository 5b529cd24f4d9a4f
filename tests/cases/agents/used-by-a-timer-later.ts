// clean: /json /500
import { Agent, request } from 'undici';
function later(url: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    setTimeout(() => {
      request(url, { dispatcher: agent })
        .then(({ statusCode, body }) => body.text().then(() => statusCode))
        .finally(() => agent.close())
        .then(resolve, reject);
    }, 20);
  });
}
export async function main(url: string): Promise<string> {
  const agent = new Agent();
  const second = later(url, agent);
  const { statusCode, body } = await request(url, { dispatcher: agent });
  await body.text();
  return `${statusCode} ${await second}`;
}
