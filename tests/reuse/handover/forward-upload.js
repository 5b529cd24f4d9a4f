// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (the upload takes the body whose length has been measured); clean on: /204
export async function main(url) {
  const source = await fetch(url);
  const size = (await source.blob()).size;
  const upload = await fetch(new URL('/sink', url), { method: 'POST', body: source.body, duplex: 'half' }); // REUSE
  console.log(size, await upload.json());
}
