// leaks when: /503-then-ok (the task throws before reading); clean on: /json
async function retry<T>(task: () => Promise<T>, left = 2): Promise<T> {
  try {
    return await task();
  } catch (e) {
    if (left === 0) throw e;
    return retry(task, left - 1);
  }
}

export async function main(url: string): Promise<void> {
  const text = await retry(async () => {
    const res = await fetch(url); // LEAK
    if (!res.ok) throw new Error('bad');
    return res.text();
  });
  console.log(text.length);
}
