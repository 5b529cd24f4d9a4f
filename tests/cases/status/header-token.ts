// leaks when: /json /500 (only a header is of interest)
async function requestId(api: string): Promise<string> {
  const { headers } = await fetch(api, { method: 'POST' }); // LEAK
  return headers.get('x-request-id') ?? '';
}

export async function main(url: string): Promise<void> {
  console.log((await requestId(url)).length);
}
