// leaks when: /500 (of two callers one passes a handler that does not read); clean on: /json
interface Options {
  onError: (response: Response) => Promise<number>;
}

async function load(url: string, options: Options): Promise<number> {
  const response = await fetch(url); // LEAK
  if (!response.ok) return options.onError(response);
  return (await response.text()).length;
}

export async function main(url: string): Promise<void> {
  console.log((await load(url, { onError: async (response) => (await response.text()).length })) > 0);
  console.log((await load(url, { onError: async (response) => response.status })) > 0);
}
