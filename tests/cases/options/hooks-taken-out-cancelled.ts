// clean: /500 /json
interface Hooks {
  onFailure(response: Response): void;
}

async function size(url: string, hooks: Hooks): Promise<number> {
  const { onFailure } = hooks;
  const response = await fetch(url);
  if (response.status >= 400) {
    onFailure(response);
    return -1;
  }
  return (await response.text()).length;
}

export async function main(url: string): Promise<void> {
  const size1 = await size(url, {
    onFailure(response) {
      void response.body?.cancel();
    },
  });
  console.log(size1 > 0);
}
