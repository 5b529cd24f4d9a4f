// clean: /json /500
export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  let text: string | undefined;
  if (res.ok) text = await res.text();
  if (text === undefined) {
    await res.body?.cancel();
    return;
  }
  console.log(text.length);
}
