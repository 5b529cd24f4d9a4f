// leaks when: /503-x2-then-ok (the variable before the loop is overwritten); clean on: /json
async function retry(api: string): Promise<Response> {
  let res: Response | undefined;
  for (let i = 0; i < 4; i++) {
    res = await fetch(api); // LEAK
    if (res.ok) break;
  }
  return res!;
}

export async function main(url: string): Promise<void> {
  console.log((await (await retry(url)).text()).length);
}
