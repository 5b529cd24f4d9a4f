// leaks when: /500 (the verdict is assigned on both sides); clean on: /json
async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  let verdict: { retry: boolean };
  if (res.ok) verdict = { retry: false };
  else verdict = { retry: true };
  if (!verdict.retry) return res.json();
  return null;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
