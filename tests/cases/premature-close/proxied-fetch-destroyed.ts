// breaks when: /json /500 (the agent is destroyed before the caller reads)
import { Agent, fetch, type Response } from 'undici';

class Crawler {
  constructor(private readonly userAgent: string) {}

  private async open(url: string): Promise<Response> {
    const dispatcher = new Agent({ connections: 1 });
    try {
      return await fetch(url, { dispatcher, headers: { 'user-agent': this.userAgent } });
    } finally {
      await dispatcher.destroy(); // PREMATURE
    }
  }

  async page(url: string): Promise<string> {
    const response = await this.open(url);
    return response.text();
  }
}

export async function main(url: string): Promise<void> {
  console.log((await new Crawler('bot/1.0').page(url)).length);
}
