// clean: /503-x2-then-ok /json
async function load(api: string): Promise<Response> {
  while (true) {
    const res = await fetch(api);
    if (res.status !== 503) return res;
    const wait = Number(res.headers.get('retry-after') ?? 0);
    await Promise.all([res.body?.cancel(), new Promise((r) => setTimeout(r, wait))]);
  }
}

export async function main(url: string): Promise<void> {
  console.log((await (await load(url)).text()).length);
}
