// leaks when: /404 (through satisfies and as); clean on: /json
export async function main(url: string): Promise<void> {
  const raw = (await fetch(url)) satisfies Response; // LEAK
  const res = raw as unknown as { status: number; json(): Promise<unknown> };
  if (res.status === 404) return;
  console.log(typeof (await res.json()));
}
