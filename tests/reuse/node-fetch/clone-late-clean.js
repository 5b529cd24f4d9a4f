// reuses when: never
import fetch from 'node-fetch';

export async function main(url) {
  const res = await fetch(url);
  const copy = res.clone();
  const [text, length] = await Promise.all([res.text(), copy.text().then((t) => t.length)]);
  console.log(text, length, copy.ok);
}
