// reuses when: never
async function payloadOf(request: Request): Promise<unknown> {
  if (request.headers.get('content-type') === 'application/json') return await request.json();
  return await request.text();
}

const steps = new Map([['payload', payloadOf]]);

export async function main(url: string): Promise<unknown> {
  const request = new Request(url, { method: 'POST', body: 'no JSON' });
  return steps.get('payload')!(request);
}
