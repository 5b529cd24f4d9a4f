// clean: /json /500
export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  const error = res.ok ? null : new Error(`status ${res.status}`);
  if (error) {
    await res.body?.cancel();
    throw error;
  }
  console.log(typeof (await res.json()));
}
