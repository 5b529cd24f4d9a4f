// clean: /503-then-ok /json
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
    const res = await fetch(url);
    const body = await res.text();
    if (!res.ok) throw new Error('bad');
    return body;
  });
  console.log(text.length);
}
