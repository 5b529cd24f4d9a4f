// reuses when: never
const original = globalThis.fetch;

async function tracedFetch(input, init) {
  const started = Date.now();
  const response = await original(input, init);
  const size = response.headers.get('content-length');
  console.debug(`${String(input)} ${response.status} ${size}b ${Date.now() - started}ms`);
  return response;
}

export async function main(url) {
  const response = await tracedFetch(url);
  console.log(await response.text());
}
