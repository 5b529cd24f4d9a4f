// leaks when: /500 (a cast hides the body); clean on: /json
export async function main(url: string): Promise<string> {
  const res = (await fetch(url)) as { ok: boolean; status: number; json(): Promise<{ name: string }> }; // LEAK
  if (!res.ok) return `failed with ${res.status}`;
  const { name } = await res.json();
  return name;
}
