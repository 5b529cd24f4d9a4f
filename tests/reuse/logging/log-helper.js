// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (logResponse reads the body); clean on: /204
async function logResponse(label, response) {
  const text = await response.text();
  console.log(`[${label}] ${response.status} ${text.slice(0, 40)}`);
}

export async function main(url) {
  const response = await fetch(url);
  await logResponse('users', response);
  const bytes = await response.arrayBuffer(); // REUSE
  console.log(bytes.byteLength);
}
