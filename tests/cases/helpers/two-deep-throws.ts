// leaks when: /500 (the helper of the helper throws); clean on: /json
function fail(res: Response): void {
  if (res.status >= 500) throw new Error(`status ${res.status}`);
}

function check(res: Response): Response {
  fail(res);
  return res;
}

export async function main(url: string): Promise<void> {
  const res = check(await fetch(url)); // LEAK
  console.log(typeof (await res.json()));
}
