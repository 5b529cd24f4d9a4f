// leaks when: /503 (every turn's response is kept for its status only); clean on: /small
async function persistent(url: string): Promise<string> {
  let last: Response | undefined;
  for (let i = 0; i < 3; i += 1) {
    const res = await fetch(url); // LEAK
    last = res;
    if (!res.ok) continue;
    return (await res.text()).slice(0, 4);
  }
  throw new Error(`gave up at ${last!.status}`);
}

export async function main(url: string): Promise<string> {
  return persistent(url).catch((e: Error) => e.message);
}
