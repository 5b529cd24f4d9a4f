// clean: /401 /small (the first answer is cancelled before the variable is given the next, or is handed over after that)
const atEnd: Array<() => Promise<string>> = [];
function onEnd(job: () => Promise<string>): void {
  atEnd.push(job);
}

async function work(url: string): Promise<void> {
  let res = await fetch(url);
  onEnd(() => res.text());
  if (res.status === 401) {
    await res.body?.cancel();
    res = await fetch(new URL('/small', url));
  }
}

async function workAfter(url: string): Promise<void> {
  let res = await fetch(url);
  if (res.status === 401) {
    await res.body?.cancel();
    res = await fetch(new URL('/small', url));
  }
  atEnd.push(() => res.text());
}

export async function main(url: string): Promise<void> {
  await work(url);
  await workAfter(url);
  await once(url);
  for (const job of atEnd.splice(0)) console.log((await job()).length > 0);
}
