// leaks when: /mixed (the second answer throws, and leaves itself and the third); clean on: /json
async function total(url: string): Promise<number> {
  const all = await Promise.all(['1', '2', '3'].map((id) => fetch(`${url}/${id}`))); // LEAK
  let sum = 0;
  for (const one of all) {
    if (!one.ok) throw new Error(`status ${one.status}`);
    sum += (await one.text()).length;
  }
  return sum;
}

export async function main(url: string): Promise<string> {
  return String((await total(url)) > 0);
}
