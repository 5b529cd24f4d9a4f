// reuses when: never
export async function main(url) {
  const res = await fetch(url);
  const isJson = (res.headers.get('content-type') ?? '').includes('json');
  let label;
  if (isJson) label = (await res.json()).name ?? 'unnamed';
  else label = await res.text();
  console.log(label);
}
