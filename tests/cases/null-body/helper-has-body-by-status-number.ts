// clean: /204 /json /not-modified
const hasBody = (status: number): boolean => status !== 204 && status !== 304;

export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  if (!hasBody(res.status)) return;
  console.log((await res.text()).length);
}
