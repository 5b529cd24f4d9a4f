// leaks when: /500 (the error callback gets the status code only); clean on: /json
interface Handlers {
  onError(status: number): void;
  onData(data: unknown): void;
}

async function load(target: string, { onError, onData }: Handlers): Promise<void> {
  const res = await fetch(target); // LEAK
  if (!res.ok) onError(res.status);
  else onData(await res.json());
}

export async function main(url: string): Promise<void> {
  await load(url, { onError: (s) => console.error(s), onData: (d) => console.log(typeof d) });
}
