// clean: /json /500
async function withDeadline<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new Error('deadline')), ms);
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
  }
}

export async function main(url: string): Promise<void> {
  const items = await withDeadline(5000, async (signal) => {
    const response = await fetch(url, { signal });
    const text = await response.text();
    if (!response.ok) throw new Error(`status ${response.status}`);
    return (JSON.parse(text) as { items: unknown[] }).items;
  });
  console.log(items.length);
}
