// reuses when: /json (no chunk is that long, so the body is read again)
async function longest(response: Response): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of response.body!) chunks.push(chunk);
  return chunks.find((chunk) => chunk.length > 2 ** 30);
}

export async function main(url: string): Promise<void> {
  const response = await fetch(url);
  let found: Uint8Array | undefined;
  if (response.ok) found = await longest(response);
  console.log(found !== undefined ? found.length : (await response.text()).length); // REUSE
}
