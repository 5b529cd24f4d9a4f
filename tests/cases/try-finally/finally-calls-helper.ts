// clean: /500 /json
async function release(res: Response): Promise<void> {
  if (res.bodyUsed) return;
  await res.body?.cancel();
}

async function load(api: string): Promise<number> {
  const res = await fetch(api);
  try {
    if (!res.ok) return res.status;
    return (await res.text()).length;
  } finally {
    await release(res);
  }
}

export async function main(url: string): Promise<void> {
  console.log(await load(url));
}
