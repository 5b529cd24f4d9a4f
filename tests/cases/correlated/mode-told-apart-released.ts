// clean: /json /204
let mode: string = 'skip';
export const use = (next: string): void => {
  mode = next;
};

async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  const wanted = mode;
  if (wanted === 'read') return res.json();
  if (wanted === 'skip') await res.body?.cancel();
  if (wanted !== 'skip') return res.text();
  return null;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
