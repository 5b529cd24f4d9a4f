// clean: /500 /json
async function ask(url: string) {
  const res = await fetch(url);
  const view = {
    get text(): Promise<string> {
      return res.text();
    },
    ok: res.ok,
  };
  if (!res.ok) return view;
  return { ...view, text: res.text() };
}
export async function main(url: string): Promise<string> {
  const view = await ask(url);
  return `${view.ok} ${(await view.text).length > 9}`;
}
