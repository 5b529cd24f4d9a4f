// leaks when: /json (one mode has been handled, the other not); clean on: /204
let mode: string = 'skip';
export const use = (next: string): void => {
  mode = next;
};

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const wanted = mode;
  if (wanted === 'read') return res.json();
  if (wanted === 'skip') return null;
  return res.text();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
