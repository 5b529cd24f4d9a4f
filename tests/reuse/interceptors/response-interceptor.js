// reuses when: /404 /500 /502 /flaky (the interceptor has read the failure); clean on: /json /json-error /bad-json /text /empty /204
const interceptors = [];
const use = (interceptor) => interceptors.push(interceptor);

async function logErrors(response) {
  if (response.status >= 400) console.error('request failed', response.status, await response.json().catch(String));
  return response;
}

async function request(url) {
  let response = await fetch(url);
  response = await logErrors(response);
  if (!response.ok) {
    const body = await response.text(); // REUSE
    throw Object.assign(new Error('request failed'), { body });
  }
  return response.text();
}

export async function main(url) {
  use(logErrors);
  console.log(await request(url));
}
