// clean: /json /500
import { Agent, fetch } from 'undici';

class ScopedAgent extends Agent implements AsyncDisposable {
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

export async function main(url: string): Promise<void> {
  await using agent = new ScopedAgent({ connect: { timeout: 2000 } });
  const response = await fetch(url, { dispatcher: agent });
  const text = await response.text();
  if (!response.ok) throw new Error(`status ${response.status}`);
  console.log(text.length);
}
