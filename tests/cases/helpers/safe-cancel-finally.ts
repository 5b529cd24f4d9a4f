// clean: /json /500 /204
async function safeCancel(body: ReadableStream<Uint8Array> | null, reason?: string): Promise<void> {
  if (!body || body.locked) return;
  try {
    await body.cancel(reason);
  } catch {
    // already gone
  }
}

export async function main(url: string): Promise<void> {
  const response = await fetch(url);
  try {
    if (!response.ok) throw new Error(`status ${response.status}`);
    if (response.headers.get('content-type') !== 'application/json') {
      console.log('no json');
      return;
    }
    console.log(typeof (await response.json()));
  } finally {
    await safeCancel(response.body as ReadableStream<Uint8Array> | null);
  }
}
