// clean: /302 /json
async function follow(start: string): Promise<Response> {
  let res = await fetch(start, { redirect: 'manual' });
  for (let hops = 0; res.status === 302 && hops < 3; hops += 1) {
    const [next] = await Promise.all([
      fetch(new URL(res.headers.get('location')!, start), { redirect: 'manual' }),
      res.body?.cancel(),
    ]);
    res = next;
  }
  return res;
}

export async function main(url: string): Promise<string> {
  const res = await follow(url);
  return (await res.text()).slice(0, 5);
}
