// clean: /json /404 /500
async function find(api: string, id: number): Promise<unknown> {
  const res = await fetch(`${api}/things/${id}`);
  return res.status === 404
    ? (await res.body?.cancel(), null)
    : res.ok
      ? await res.json()
      : { error: (await res.text()).slice(0, 10) };
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await find(url, 4)));
}
