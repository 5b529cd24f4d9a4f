// reuses when: /404 /500 /flaky (no message in the JSON); clean on: /json /json-error /bad-json /text /502 /empty /204
async function failure(res) {
  const contentType = res.headers.get('content-type') ?? '';
  let message = '';
  if (contentType.includes('json')) message = (await res.json()).message;
  if (!message) message = await res.text(); // REUSE
  return new Error(message);
}

export async function main(url) {
  const res = await fetch(url);
  if (res.status >= 400) throw await failure(res);
  console.log((await res.blob()).size);
}
