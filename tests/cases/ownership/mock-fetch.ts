// clean: /json /500
type Fetch = (url: string) => Promise<Response>;

const mock =
  (status: number, body: unknown): Fetch =>
  async () =>
    new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

async function isUp(url: string, fetchImpl: Fetch): Promise<boolean> {
  const response = await fetchImpl(url);
  await response.body?.cancel();
  return response.ok;
}

export async function main(url: string): Promise<void> {
  const fake = await mock(503, { error: 'down' })(url);
  console.log(fake.status);
  console.log(await isUp(url, mock(200, {})), await isUp(url, fetch));
}
