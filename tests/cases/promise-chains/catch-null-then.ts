// clean: /refuse /json /500
export async function main(url: string): Promise<void> {
  const text = await fetch(url)
    .catch(() => null)
    .then((res) => res?.text() ?? '');
  console.log(text.length);
}
