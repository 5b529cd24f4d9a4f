// leaks when: /500 (only good ones become thunks); clean on: /json
export async function main(url: string): Promise<string> {
  const thunks: Array<() => Promise<string>> = [];
  for (let i = 0; i < 3; i += 1) {
    let res = await fetch(`${url}/${i}`); // LEAK
    if (!res.ok) continue;
    thunks.push(async () => (await res.text()).slice(0, 4));
  }
  return String((await Promise.all(thunks.map((t) => t()))).length);
}
