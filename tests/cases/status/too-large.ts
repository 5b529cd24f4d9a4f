// leaks when: /ok (refused for its content-length); clean on: /small
const MAX_BYTES = 1024 * 1024;

async function attachment(source: string): Promise<Buffer> {
  const res = await fetch(source); // LEAK
  const announced = Number(res.headers.get('content-length') ?? 0);
  if (announced > MAX_BYTES) {
    throw new RangeError(`attachment of ${announced} bytes`);
  }
  return Buffer.from(await res.arrayBuffer());
}

export async function main(url: string): Promise<void> {
  console.log((await attachment(url)).length > 0);
}
