// reuses when: never
import fetch from 'node-fetch';

export async function main(url) {
  const response = await fetch(url);
  const text = await response.text();
  if (text.length > 10) console.log(text.slice(0, 10));
}
