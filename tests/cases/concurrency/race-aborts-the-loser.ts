// clean: /late /json
async function withDeadline(target: string, ms: number): Promise<number> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error('too slow'));
      controller.abort();
    }, ms);
  });
  try {
    const res = await Promise.race([fetch(target, { signal: controller.signal }), timeout]);
    const text = await res.text();
    return text.length;
  } finally {
    clearTimeout(timer);
  }
}

export async function main(url: string): Promise<void> {
  const ms = url.endsWith('late') ? 60 : 5_000;
  console.log(await withDeadline(url, ms).catch((err: Error) => err.message));
}
