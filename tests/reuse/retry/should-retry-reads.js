// reuses when: /404 /500 /502 (the last failure has been read to find out whether to retry); clean on: /json /json-error /bad-json /text /empty /flaky /204
async function shouldRetry(response) {
  if (response.ok) return false;
  const { error } = await response.json().catch(() => ({}));
  return error === 'again';
}

async function withRetry(send, times) {
  let response = await send();
  for (let left = times; left > 0 && (await shouldRetry(response)); left -= 1) response = await send();
  return response;
}

export async function main(url) {
  const response = await withRetry(() => fetch(url), 2);
  if (!response.ok) throw new Error(await response.text()); // REUSE
  console.log(await response.text());
}
