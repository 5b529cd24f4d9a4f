// breaks when: /503-then-ok (the retry cancels what the log has read); clean on: /json
async function load(source: string): Promise<unknown> {
  for (let attempt = 0; ; attempt++) {
    const answer = await fetch(source);
    if (answer.ok) return answer.json();
    console.warn(attempt, (await answer.text()).slice(0, 8));
    await answer.body?.cancel(); // LOCKED
    if (attempt > 2) throw new Error('gave up');
  }
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
