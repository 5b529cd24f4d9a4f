// reuses when: never
async function run(url, verbose) {
  const res = await fetch(url);
  if (verbose) console.log('raw:', await res.text());
  const kind = res.headers.get('content-type');
  if (!verbose) console.log(kind, await res.json());
}

export async function main(url) {
  await run(url, !url.endsWith('/text'));
}
