// clean: /500 /json
import { writeFileSync } from 'node:fs';
export async function main(url: string): Promise<string> {
  let size = 0;
  const res = await fetch(url);
  const piped = res.body!.pipeTo(new WritableStream({ write: (chunk: Uint8Array) => void (size += chunk.length) }));
  if (!res.ok) {
    await piped;
    return `bad ${size > 9}`;
  }
  await piped;
  return `good ${size > 9}${typeof writeFileSync}`;
}
