// clean: /500 /json
export async function main(url: string): Promise<string> {
  let late: Promise<string> | undefined;
  const res = await fetch(url);
  if (!res.ok) {
    late = new Promise((ok, no) => setTimeout(() => res.text().then(ok, no), 20));
    return late.then((t) => `late ${t.length > 9}`);
  }
  return (await res.text()).slice(0, 5);
}
