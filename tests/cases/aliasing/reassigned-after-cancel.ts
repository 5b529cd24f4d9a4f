// clean: /401-then-ok /json
async function withAuth(api: string): Promise<unknown> {
  let res = await fetch(api);
  if (res.status === 401) {
    await res.body?.cancel();
    res = await fetch(api, { headers: { authorization: 'Bearer x' } });
  }
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await withAuth(url)));
}
