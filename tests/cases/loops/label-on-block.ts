// leaks when: /500 (leaves a labelled block); clean on: /json
export async function main(url: string): Promise<string> {
  let why = 'fine';
  check: {
    const res = await fetch(url); // LEAK
    if (res.status >= 500) break check;
    why = (await res.text()).slice(0, 5);
    return why;
  }
  return `left ${why}`;
}
