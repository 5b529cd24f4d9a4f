// clean: /404 /json /500
async function visit(api: string, ids: number[]): Promise<number> {
  let n = 0;
  for (const id of ids) {
    const res = await fetch(`${api}/${id}`);
    switch (res.status) {
      case 200:
        n += (await res.text()).length;
        break;
      case 404:
        await res.body?.cancel();
        break;
      default:
        throw new Error(`status ${res.status} ${(await res.text()).length}`);
    }
  }
  return n;
}

export async function main(url: string): Promise<void> {
  console.log(await visit(url, [1, 2]));
}
