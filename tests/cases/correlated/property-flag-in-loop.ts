// clean: /json /500 /503-then-ok
export async function main(url: string): Promise<void> {
  const progress = { finished: false, attempts: 0 };
  while (!progress.finished && progress.attempts < 3) {
    const res = await fetch(url);
    progress.attempts += 1;
    progress.finished = false;
    if (res.ok) {
      console.log((await res.text()).length > 0);
      progress.finished = true;
    }
    if (!progress.finished) await res.body?.cancel();
  }
}
