// clean: /ok (an injected loader of another type)
interface Loader {
  fetch(id: number): Promise<{ status: string }>;
}

async function run(loader: Loader): Promise<string> {
  const { status } = await loader.fetch(3);
  return status;
}

export async function main(url: string): Promise<void> {
  console.log((await run({ fetch: async (id) => ({ status: `row ${id}` }) })).length + url.length > 0);
}
