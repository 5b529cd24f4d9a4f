// reuses when: /json /json-error /bad-json /text /empty (saving streams what the check has read); clean on: /404 /500 /502 /204 /flaky
import { open } from 'node:fs/promises';

export async function main(url) {
  const res = await fetch(url);
  const text = await res.text();
  if (!res.ok || res.body === null) throw new Error(text);
  const file = await open('/dev/null', 'w');
  try {
    await res.body.pipeTo(new WritableStream({ write: (chunk) => file.write(chunk).then(() => {}) })); // REUSE
  } finally {
    await file.close();
  }
}
