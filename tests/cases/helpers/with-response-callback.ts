// clean: /500 /json
async function withResponse<T>(target: string, use: (res: Response) => Promise<T>): Promise<T> {
  const res = await fetch(target);
  try {
    return await use(res);
  } finally {
    if (!res.bodyUsed) await res.body?.cancel();
  }
}

export async function main(url: string): Promise<void> {
  console.log(await withResponse(url, async (res) => res.status));
}
