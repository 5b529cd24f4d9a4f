// breaks when: /json (the imported helper cancels after the parse); clean on: /500
import discard from './discard.js';

export async function main(url: string): Promise<void> {
  const answer = await fetch(url);
  try {
    if (answer.ok) console.log(typeof (await answer.json()));
  } finally {
    await discard(answer); // LOCKED #discard
  }
}
