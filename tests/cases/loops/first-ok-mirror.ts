// leaks when: /mixed (mirrors that fail are dropped); clean on: /json
async function firstMirror(api: string): Promise<Response | undefined> {
  for (const name of ['bad', 'good']) {
    const res = await fetch(`${api}/${name}`); // LEAK
    if (res.ok) return res;
  }
  return undefined;
}

export async function main(url: string): Promise<void> {
  const res = await firstMirror(url);
  console.log((await res?.text())?.length);
}
