// clean: /empty /ok
export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  const text = res.status === 204 ? '' : await res.text();
  console.log(text.length);
}
