// reuses when: never
export async function main(url) {
  const res = await fetch(url);
  let text;
  if (!res.ok) text = await res.text();
  if (text === undefined) console.log(await res.json());
}
