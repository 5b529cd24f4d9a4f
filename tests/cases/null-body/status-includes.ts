// clean: /204 /json /not-modified
export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  if ([204, 205, 304].includes(res.status)) return;
  console.log((await res.text()).length);
}
