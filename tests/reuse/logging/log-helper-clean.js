// reuses when: never
async function logResponse(label, response) {
  const text = await response.clone().text();
  console.log(`[${label}] ${response.status} ${text.slice(0, 40)}`);
}

export async function main(url) {
  const response = await fetch(url);
  await logResponse('users', response);
  const bytes = await response.arrayBuffer();
  console.log(bytes.byteLength);
}
