// leaks when: /503-x2-then-ok (the recursion drops the failed answer); clean on: /json
async function load(api: string, left: number): Promise<unknown> {
  const res = await fetch(api); // LEAK
  if (res.status === 503 && left > 0) return load(api, left - 1);
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url, 3)));
}
