// leaks when: /500 (cancel gives nothing by its type); clean on: /json
interface Answer {
  readonly ok: boolean;
  readonly status: number;
  readonly body: { cancel(): void };
  text(): Promise<string>;
}

export async function main(url: string): Promise<string> {
  const res = (await fetch(url)) as unknown as Answer; // LEAK
  if (!res.ok) throw new Error(`status ${res.status}`);
  return (await res.text()).slice(0, 2);
}
