// clean: /ndjson /500
async function open(url: string) {
  const res = await fetch(url);
  return {
    status: res.status,
    get body() {
      return res.body;
    },
  };
}
export async function main(url: string): Promise<void> {
  const o = await open(url);
  let n = 0;
  for await (const c of o.body!) n += c.length;
  console.log(n);
}
