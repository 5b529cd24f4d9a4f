// clean: /500 /json
async function check(res: Response): Promise<void> {
  if (!res.ok) throw new Error(`status ${res.status}`);
}

export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  try {
    await check(res);
  } catch (e) {
    await res.body?.cancel();
    throw e;
  }
  console.log((await res.text()).length);
}
