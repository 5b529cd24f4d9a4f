// clean: /mixed /small
export async function main(url: string): Promise<string> {
  const byName: Record<string, Response> = {};
  const names = ['good', 'bad'];
  const all = await Promise.all(names.map((name) => fetch(`${url}/${name}`)));
  all.forEach((res, i) => {
    byName[names[i]] = res;
  });
  let out = '';
  for (const [name, res] of Object.entries(byName)) out += `${name} ${res.status} ${(await res.text()).length > 0}; `;
  return out;
}
