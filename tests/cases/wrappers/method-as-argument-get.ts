// leaks when: /json /404
function request(url: string, method = 'GET', range = ''): Promise<Response> {
  const options = { method, headers: { range } };
  return fetch(url, { ...options });
}

export async function main(url: string): Promise<void> {
  const { headers } = await request(url, 'GET'); // LEAK
  console.log(headers.get('content-type') !== null);
}
