// clean: /json /mixed
interface Loaded {
  name: string;
  ok: boolean;
  size: number;
}

async function loadAll(base: string, names: string[]): Promise<Loaded[]> {
  const responses = await Promise.all(names.map((name) => fetch(`${base}/${name}`)));
  return Promise.all(
    responses.map(async (response, i) => {
      const buffer = await response.arrayBuffer();
      return { name: names[i]!, ok: response.ok, size: buffer.byteLength };
    }),
  );
}

export async function main(url: string): Promise<void> {
  const loaded = await loadAll(url, ['a', 'b', 'c']);
  console.log(loaded.filter((l) => l.ok).length);
}
