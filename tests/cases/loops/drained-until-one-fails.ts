// leaks when: /500 (the first that failed is open when it throws); clean on: /json
export async function main(url: string): Promise<void> {
  const all = [await fetch(url)]; // LEAK
  while (all.length > 0) {
    const res = all.shift()!;
    if (!res.ok) throw new Error(String(res.status));
    console.log((await res.text()).length);
  }
}
