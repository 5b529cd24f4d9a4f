// clean: /json /500
export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  let consumed = false;
  if (res.ok) {
    console.log(typeof (await res.json()));
    consumed = true;
  }
  if (!consumed) await res.body?.cancel();
}
