// clean: /ok /500
export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  const t = { then: (ok: (s: string) => void) => { void res.text().then(ok); } };
  console.log((await (t as unknown as Promise<string>)).length);
}
