// reuses when: never
async function shouldRetry(response) {
  if (response.ok) return false;
  const { error } = await response
    .clone()
    .json()
    .catch(() => ({}));
  return error === 'again';
}

async function withRetry(send, times) {
  let response = await send();
  for (let left = times; left > 0 && (await shouldRetry(response)); left -= 1) response = await send();
  return response;
}

export async function main(url) {
  const response = await withRetry(() => fetch(url), 2);
  if (!response.ok) throw new Error(await response.text());
  console.log(await response.text());
}
