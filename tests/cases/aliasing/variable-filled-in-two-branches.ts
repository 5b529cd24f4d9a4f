// leaks when: /500 /404 (the variable is filled in two branches, read in one case); clean on: /json
export async function main(url: string): Promise<void> {
  let res: Response;
  if (url.endsWith('500')) {
    res = await fetch(`${url}/long`); // LEAK
  } else {
    res = await fetch(`${url}/short`); // LEAK
  }
  if (!res.ok) throw new Error('bad');
  console.log((await res.text()).length);
}
