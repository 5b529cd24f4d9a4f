// clean: /json /500
import { Agent, fetch } from 'undici';

class Settings {
  static readonly dispatcher = new Agent({ keepAliveTimeout: 2_000 });
}

export async function main(url: string): Promise<void> {
  const answer = await fetch(url, { dispatcher: Settings.dispatcher });
  console.log((await answer.text()).length);
}
