// clean: /small /500
const open = new Set<Response>();

async function drainAll(): Promise<string> {
  let out = '';
  for (const res of open) {
    out += `${res.status}:${(await res.text()).slice(0, 2)} `;
    open.delete(res);
  }
  return out;
}

export async function main(url: string): Promise<string> {
  await fetch(`${url}/one`).then((res) => { open.add(res); });
  await fetch(`${url}/two`).then((res) => void open.add(res));
  return drainAll();
}
