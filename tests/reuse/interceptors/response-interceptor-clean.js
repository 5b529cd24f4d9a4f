// reuses when: never
async function logErrors(response) {
  if (response.status >= 400) console.error('request failed', response.status, response.url);
  return response;
}

async function request(url) {
  let response = await fetch(url);
  response = await logErrors(response);
  if (!response.ok) {
    const body = await response.text();
    throw Object.assign(new Error('request failed'), { body });
  }
  return response.text();
}

export async function main(url) {
  console.log(await request(url));
}
