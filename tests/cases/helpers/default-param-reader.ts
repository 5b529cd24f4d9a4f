// clean: /500 /json
async function load<T>(target: string, read: (res: Response) => Promise<T> = (res) => res.json() as Promise<T>): Promise<T> {
  const res = await fetch(target);
  return read(res);
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
