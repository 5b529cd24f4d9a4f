// leaks when: /404 /401 (break leaves the switch only); clean on: /json
async function visit(api: string, ids: number[]): Promise<number> {
  let n = 0;
  for (const id of ids) {
    const res = await fetch(`${api}/${id}`); // LEAK
    switch (res.status) {
      case 200:
        n += (await res.text()).length;
        break;
      case 404:
      case 410:
        console.log('gone', id);
        break;
      default:
        throw new Error(`status ${res.status}`);
    }
  }
  return n;
}

export async function main(url: string): Promise<void> {
  console.log(await visit(url, [1, 2]));
}
