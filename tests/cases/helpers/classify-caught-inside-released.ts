// clean: /500 /json
async function inspect(res: Response): Promise<{ ok: boolean; reason: string }> {
  try {
    if (res.status >= 500) throw new Error('broken');
    return { ok: true, reason: '' };
  } catch {
    return { ok: false, reason: res.statusText };
  }
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  const { ok, reason } = await inspect(res);
  if (!ok) {
    await res.body?.cancel();
    return reason;
  }
  return res.text();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
