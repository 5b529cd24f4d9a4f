// clean: /json /500
export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  const { ok } = res;
  if (ok) console.log(typeof (await res.json()));
  if (!ok) console.log((await res.text()).length);
}
