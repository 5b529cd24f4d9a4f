// clean: /mixed /small /500
export async function main(url: string): Promise<string> {
  const all = await Promise.all(['good', 'bad', 'other'].map((name) => fetch(`${url}/${name}`)));
  const good: Response[] = [];
  const bad: Response[] = [];
  all.forEach((res) => (res.ok ? good : bad).push(res));
  await Promise.all(bad.map((res) => res.body?.cancel()));
  const texts = await Promise.all(good.map((res) => res.text()));
  return `${bad.length} bad, ${texts.map((t) => t.slice(0, 2)).join()}`;
}
