// reuses when: /json-error /500 /flaky (JSON without a name falls through to text()); clean on: /json /bad-json /text /404 /502 /empty /204
export async function main(url) {
  const res = await fetch(url);
  const isJson = (res.headers.get('content-type') ?? '').includes('json');
  let data;
  if (isJson) data = await res.json();
  const label = data?.name ?? (await res.text()); // REUSE
  console.log(label);
}
