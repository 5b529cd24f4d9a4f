// leaks when: /json (two flags that do not agree); clean on: /ok
export async function main(url: string): Promise<void> {
  const wanted = url.includes('json');
  const verbose = url.includes('ok');
  let res: Response | undefined;
  if (wanted) res = await fetch(url); // LEAK
  if (verbose) console.log((await res?.text())?.length);
}
