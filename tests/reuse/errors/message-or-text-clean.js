// reuses when: never
async function failure(res) {
  const contentType = res.headers.get('content-type') ?? '';
  let message = '';
  if (contentType.includes('json')) message = (await res.json()).error;
  else message = await res.text();
  return new Error(message);
}

export async function main(url) {
  const res = await fetch(url);
  if (res.status >= 400) throw await failure(res);
  console.log((await res.blob()).size);
}
