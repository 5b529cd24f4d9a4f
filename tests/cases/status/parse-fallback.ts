// clean: /json /bad-json /500
async function load(source: string): Promise<unknown> {
  const res = await fetch(source);
  const data: unknown = await res.json().catch(() => null);
  if (!res.ok || data === null) {
    console.warn(`load: status ${res.status}`);
    return {};
  }
  return data;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
