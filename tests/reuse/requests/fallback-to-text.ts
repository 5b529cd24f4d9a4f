// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /204 /flaky (json() of a request fails, and the handler reads again)
async function payloadOf(request: Request): Promise<unknown> {
  try {
    return await request.json();
  } catch {
    return await request.text(); // REUSE
  }
}

const steps = new Map([['payload', payloadOf]]);

export async function main(url: string): Promise<unknown> {
  const request = new Request(url, { method: 'POST', body: 'no JSON' });
  return steps.get('payload')!(request);
}
