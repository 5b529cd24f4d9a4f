// clean: /late /json
const sleep = (ms: number) => new Promise<null>((ok) => setTimeout(() => ok(null), ms));
export async function main(url: string): Promise<string> {
  const asked = fetch(url);
  let n = 0;
  while ((await Promise.race([asked, sleep(50)])) === null) n += 1;
  const res = await asked;
  return `${n > 3 ? 'slow' : 'quick'} ${(await res.text()).length > 9}`;
}
