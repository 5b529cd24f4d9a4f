// reuses when: never
export async function main(url) {
  const res = await fetch(url);
  const json = res.headers.get('content-type') === 'application/json';
  const data = json && (await res.json());
  const text = json || (await res.text());
  console.log(data, text);
}
