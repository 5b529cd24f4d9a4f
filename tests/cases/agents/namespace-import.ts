// leaks when: /json /500 (the agent comes from a namespace import)
import * as undici from 'undici';

export async function main(url: string): Promise<void> {
  const dispatcher = new undici.Agent(); // UNCLOSED
  try {
    const answer = await undici.fetch(url, { dispatcher });
    console.log((await answer.text()).length);
  } catch (problem) {
    console.error(problem);
  }
}
