// clean: /ok /404
import fetch from 'node-fetch';

export async function main(url: string): Promise<void> {
  const answer = await fetch(url);
  if (!answer.ok) {
    answer.body?.resume();
    return;
  }
  console.log((await answer.text()).length);
}
