// leaks when: /500 (a type guard says no); clean on: /json
const isSuccess = (res: Response): res is Response & { ok: true } => res.ok;

export async function main(url: string): Promise<void> {
  const res = await fetch(url); // LEAK
  if (!isSuccess(res)) throw new Error('bad');
  console.log(typeof (await res.json()));
}
