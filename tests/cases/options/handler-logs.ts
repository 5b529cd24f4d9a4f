// leaks when: /500 (the handler among the options only logs the status); clean on: /json
interface Options {
  onError: (response: Response) => Promise<void>;
  verbose?: boolean;
}

async function load(url: string, { onError, verbose = false }: Options): Promise<unknown> {
  const response = await fetch(url); // LEAK
  if (verbose) console.log(response.status);
  if (!response.ok) {
    await onError(response);
    return null;
  }
  return response.json();
}

export async function main(url: string): Promise<void> {
  const onError = async (response: Response): Promise<void> => console.error(response.status);
  console.log(typeof (await load(url, { onError })));
}
