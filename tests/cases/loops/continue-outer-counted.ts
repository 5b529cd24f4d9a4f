// leaks when: /500 (continue of the outer loop); clean on: /json
export async function main(url: string): Promise<string> {
  const seen: string[] = [];
  outer: for (const a of ['x', 'y']) {
    for (let i = 0; i < 2; i += 1) {
      const res = await fetch(`${url}/${a}`); // LEAK
      try {
        if (!res.ok) continue outer;
        seen.push((await res.text()).slice(0, 5));
      } finally {
        seen.push(`${a}${i}`);
      }
    }
  }
  return seen.join();
}
