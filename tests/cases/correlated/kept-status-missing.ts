// leaks when: /500 (the flag is set but the failure branch only logs); clean on: /json
export async function main(url: string): Promise<void> {
  const res = await fetch(url); // LEAK
  const failed = !res.ok;
  if (failed) console.error('failed');
  if (!failed) console.log(typeof (await res.json()));
}
