// clean: /ok /small
const MAX_BYTES = 1024 * 1024;

async function attachment(source: string): Promise<Buffer> {
  const res = await fetch(source);
  const announced = Number(res.headers.get('content-length') ?? 0);
  if (announced > MAX_BYTES) {
    await res.body?.cancel(`attachment of ${announced} bytes`);
    throw new RangeError('attachment too large');
  }
  return Buffer.from(await res.arrayBuffer());
}

export async function main(url: string): Promise<void> {
  console.log((await attachment(url)).length > 0);
}
