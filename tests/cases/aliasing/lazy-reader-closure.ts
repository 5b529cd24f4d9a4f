// clean: /json /500
export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  const payload = () => res.json();
  if (!res.ok) console.warn('bad', res.status);
  console.log(typeof (await payload()));
}
