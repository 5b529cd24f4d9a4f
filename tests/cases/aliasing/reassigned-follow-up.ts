// leaks when: /401-then-ok (the first answer is overwritten by the second); clean on: /json
async function withAuth(api: string): Promise<unknown> {
  let res = await fetch(api); // LEAK
  if (res.status === 401) {
    res = await fetch(api, { headers: { authorization: 'Bearer x' } });
  }
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await withAuth(url)));
}
