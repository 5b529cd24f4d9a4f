// reuses when: never
export async function main(url) {
  const res = await fetch(url);
  const json = res.headers.get('content-type')?.includes('json') ?? false;
  const data = json ? await res.json() : await res.text();
  console.log(data);
}
