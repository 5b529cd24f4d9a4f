// clean: /ok /500
export async function main(url: string): Promise<void> {
  const cleanups: Array<() => Promise<unknown> | undefined> = [];
  try {
    const res = await fetch(url);
    cleanups.push(() => res.body?.cancel());
    console.log(res.status);
  } finally {
    for (const undo of cleanups.reverse()) await undo();
  }
}
