// clean: /json /500
export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  try {
    if (!res.ok) throw new Error('bad');
  } catch (e) {
    await res.body?.cancel();
    throw e;
  }
  console.log(typeof (await res.json()));
}
