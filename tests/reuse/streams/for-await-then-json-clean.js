// reuses when: never
export async function main(url) {
  const res = await fetch(url);
  const chunks = [];
  for await (const chunk of res.body ?? []) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  console.log(`${text.length} characters`);
  const data = JSON.parse(text);
  console.log(data.ok);
}
