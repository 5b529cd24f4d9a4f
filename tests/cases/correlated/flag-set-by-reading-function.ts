// clean: /ok /500
export async function main(url: string): Promise<void> {
  let consumed = false;
  const res = await fetch(url);
  async function read(): Promise<string> {
    consumed = true;
    return res.text();
  }
  const out = res.ok ? await read() : 'bad';
  if (!consumed) { await res.body?.cancel(); }
  console.log(out.length);
}
