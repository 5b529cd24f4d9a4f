// clean: /500 /json
export async function main(url: string): Promise<string> {
  const seen: string[] = [];
  outer: for (const a of ['x', 'y']) {
    for (let i = 0; i < 2; i += 1) {
      const res = await fetch(`${url}/${a}`);
      try {
        if (!res.ok) continue outer;
        seen.push(String(res.status));
      } finally {
        seen.push(`${a}${i}${(await res.text()).length > 9}`);
      }
    }
  }
  return seen.join();
}
