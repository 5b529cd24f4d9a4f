// leaks when: /404 /409 (two entries of the table look at the headers alone); clean on: /json /500
type Reader = (response: Response) => Promise<string>;

const readers: Partial<Record<number, Reader>> = {
  200: async (response) => typeof (await response.json()),
  404: async () => 'missing',
  409: async ({ headers }) => `conflict with ${headers.get('etag')}`,
};

const usual: Reader = (response) => response.text().then((text) => text.slice(0, 9));

async function store(url: string): Promise<string> {
  const response = await fetch(url, { method: 'PUT', body: '{}' }); // LEAK
  const read = readers[response.status] ?? usual;
  return read(response);
}

export async function main(url: string): Promise<void> {
  console.log(await store(url));
}
