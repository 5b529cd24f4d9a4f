// clean: /ok /500
export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  let consumed = false;
  const read = async (): Promise<string> => { consumed = true; return res.text(); };
  try { if (res.ok) console.log((await read()).length); } finally { if (!consumed) await res.body?.cancel(); }
}
