// clean: /500 /json
interface Options {
  onError: (response: Response) => Promise<void>;
  verbose?: boolean;
}

async function load(url: string, { onError, verbose = false }: Options): Promise<unknown> {
  const response = await fetch(url);
  if (verbose) console.log(response.status);
  if (!response.ok) {
    await onError(response);
    return null;
  }
  return response.json();
}

export async function main(url: string): Promise<void> {
  const onError = async (response: Response): Promise<void> => console.error((await response.text()).length);
  console.log(typeof (await load(url, { onError })));
}
