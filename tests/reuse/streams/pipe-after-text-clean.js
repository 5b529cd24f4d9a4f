// reuses when: never
import { open } from 'node:fs/promises';

export async function main(url) {
  const res = await fetch(url);
  if (!res.ok || res.body === null) {
    const text = await res.text();
    throw new Error(text);
  }
  const file = await open('/dev/null', 'w');
  try {
    await res.body.pipeTo(new WritableStream({ write: (chunk) => file.write(chunk).then(() => {}) }));
  } finally {
    await file.close();
  }
}
