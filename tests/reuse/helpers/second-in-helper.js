// reuses when: /404 /500 /502 /flaky (toError() reads what the caller has read); clean on: /json /json-error /bad-json /text /empty /204
async function toError(res) {
  const detail = await res.text(); // REUSE #toError
  return new Error(`${res.status} ${detail}`);
}

export async function main(url) {
  const res = await fetch(url);
  const bytes = await res.arrayBuffer();
  if (!res.ok) throw await toError(res); // REUSE #toError
  console.log(bytes.byteLength);
}
