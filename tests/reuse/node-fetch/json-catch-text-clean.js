// reuses when: never
import fetch from 'node-fetch';

export async function main(url) {
  const res = await fetch(url);
  const text = await res.text();
  try {
    console.log(JSON.parse(text));
  } catch {
    console.log(text);
  }
}
