// clean: /json /500
async function withResponse<T>(source: string, use: (res: Response) => T | Promise<T>): Promise<T> {
  const res = await fetch(source);
  try {
    return await use(res);
  } finally {
    if (!res.bodyUsed) await res.body?.cancel();
  }
}

export async function main(url: string): Promise<void> {
  const status = await withResponse(url, (res) => res.status);
  const length = await withResponse(url, async (res) => (res.ok ? (await res.text()).length : 0));
  console.log(status, length);
}
