// reuses when: /json /json-error /bad-json /404 /500 /502 /empty /flaky (both branches are taken together); clean on: /text /204
async function run(url, verbose) {
  const res = await fetch(url);
  if (verbose) console.log('raw:', await res.text());
  const kind = res.headers.get('content-type');
  if (verbose)
    console.log(kind, await res.json()); // REUSE
  else await res.body?.cancel();
}

export async function main(url) {
  await run(url, !url.endsWith('/text'));
}
