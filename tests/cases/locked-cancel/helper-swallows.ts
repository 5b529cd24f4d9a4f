// clean: /500 /404 /json
async function dispose(res: Response): Promise<void> {
  try {
    await res.body?.cancel();
  } catch {
    // locked or closed: nothing to do
  }
}

async function remove(api: string): Promise<boolean> {
  const res = await fetch(`${api}/items/7`, { method: 'DELETE' });
  if (res.status >= 500) {
    console.error((await res.text()).length);
  }
  await dispose(res);
  return res.ok;
}

export async function main(url: string): Promise<void> {
  console.log(await remove(url));
}
