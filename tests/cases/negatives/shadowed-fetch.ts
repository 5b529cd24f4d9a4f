// clean: /ok (a local function called fetch)
async function fetch(key: string): Promise<{ ok: boolean; status: number }> {
  return { ok: key.length > 3, status: 1 };
}

export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  if (!res.ok) throw new Error(String(res.status));
}
