// clean: /500 /json
async function open<T>(target: string, use: (res: Response) => T | Promise<T>): Promise<T> {
  const res = await fetch(target);
  const out = await use(res);
  return out;
}

export async function main(url: string): Promise<void> {
  console.log(await open(url, async (res) => (await res.text()).length));
}
