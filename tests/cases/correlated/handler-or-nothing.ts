// leaks when: /500 (without a handler it stays open); clean on: /json
interface Options {
  onError?(res: Response): Promise<void>;
}

async function call(url: string, { onError }: Options = {}): Promise<string> {
  const res = await fetch(url); // LEAK
  if (!res.ok) {
    await (onError?.(res) ?? null);
    return 'bad';
  }
  return (await res.text()).slice(0, 2);
}

export async function main(url: string): Promise<string> {
  const handled = await call(url, { onError: async (res) => { await res.text(); } });
  return `${handled} ${await call(url)}`;
}
