// reuses when: never
import { fetch } from 'undici';

export async function main(url) {
  const res = await fetch(url);
  const raw = await res.text();
  console.log(raw.length, raw && JSON.parse(raw));
}
