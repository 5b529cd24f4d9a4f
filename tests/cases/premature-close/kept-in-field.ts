// breaks when: /ok /500 (the response waits in a field while the agent goes)
import { Agent, fetch, type Response } from 'undici';

class Loader {
  answer?: Response;

  async start(source: string): Promise<void> {
    const agent = new Agent();
    this.answer = await fetch(source, { dispatcher: agent });
    await agent.destroy(); // PREMATURE
  }

  async finish(): Promise<string> {
    return this.answer!.text();
  }
}

export async function main(url: string): Promise<void> {
  const loader = new Loader();
  await loader.start(url);
  console.log((await loader.finish()).length);
}
