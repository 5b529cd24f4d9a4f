// clean: /json /500
async function fail(res: Response): Promise<never> {
  throw new Error((await res.text()).slice(0, 10));
}

export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  res.ok || (await fail(res));
  console.log(typeof (await res.json()));
}
