// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (the traced fetch has measured the body); clean on: /204
const original = globalThis.fetch;

async function tracedFetch(input, init) {
  const started = Date.now();
  const response = await original(input, init);
  const size = (await response.arrayBuffer()).byteLength;
  console.debug(`${String(input)} ${response.status} ${size}b ${Date.now() - started}ms`);
  return response;
}

export async function main(url) {
  const response = await tracedFetch(url);
  console.log(await response.text()); // REUSE
}
