// reuses when: never
async function collect(response: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of response.body!) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export async function main(url: string): Promise<void> {
  const response = await fetch(url);
  let raw: Buffer | undefined;
  if (response.ok) raw = await collect(response);
  console.log(raw !== undefined ? raw.length : (await response.text()).length);
}
