// leaks when: /500 (the hook that the function takes out of its options does not read); clean on: /json
interface Hooks {
  onFailure(response: Response): void;
}

async function size(url: string, hooks: Hooks): Promise<number> {
  const { onFailure } = hooks;
  const response = await fetch(url); // LEAK
  if (response.status >= 400) {
    onFailure(response);
    return -1;
  }
  return (await response.text()).length;
}

export async function main(url: string): Promise<void> {
  const size1 = await size(url, {
    onFailure(response) {
      console.error(response.statusText);
    },
  });
  console.log(size1 > 0);
}
