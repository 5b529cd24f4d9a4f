// clean: /ok /html /204
async function signature(source: string): Promise<string> {
  const { body } = await fetch(source);
  if (!body) return '';
  const reader = body.getReader();
  const { value } = await reader.read();
  reader.releaseLock();
  await body.cancel('only the first bytes are wanted');
  return Buffer.from(value ?? []).subarray(0, 4).toString('hex');
}

export async function main(url: string): Promise<void> {
  console.log((await signature(url)).length);
}
