// breaks when: /ok (the scope ends, and closes, before the caller reads); clean on: /500
import { Agent, fetch, type Response } from 'undici';

class Scope implements AsyncDisposable {
  readonly agent = new Agent();

  async [Symbol.asyncDispose](): Promise<void> {
    await this.agent.close();
  }
}

async function open(source: string): Promise<Response | string> {
  await using scope = new Scope(); // PREMATURE
  const res = await fetch(source, { dispatcher: scope.agent });
  if (res.status >= 400) return res.text();
  return res;
}

export async function main(url: string): Promise<void> {
  const res = await open(url);
  console.log(typeof res === 'string' ? res.length : (await res.text()).length);
}
