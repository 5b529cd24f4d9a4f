// clean: /json /500
async function poll(url: string, attempts: number): Promise<string> {
  let last = 'unknown';
  for (let i = 0; i < attempts; i++) {
    const res = await fetch(`${url}/jobs/1`);
    if (!res.ok) {
      last = await res.text();
      continue;
    }
    const { status } = (await res.json()) as { status: string };
    if (status === 'done') return status;
    last = status;
    await new Promise((r) => setTimeout(r, 5));
  }
  throw new Error(`gave up: ${last.length}`);
}

export async function main(url: string): Promise<void> {
  console.log(await poll(url, 3));
}
