// clean: /500 /json
async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  let verdict: { retry: boolean };
  if (res.ok) verdict = { retry: false };
  else verdict = { retry: true };
  if (!verdict.retry) return res.json();
  await res.text();
  return verdict;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
