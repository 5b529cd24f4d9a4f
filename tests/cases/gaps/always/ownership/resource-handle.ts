// leaks when: /404 (the handle is dropped without its release function); clean on: /json
interface Handle {
  status: number;
  read<T>(): Promise<T>;
  release(): Promise<void>;
}

async function open(url: string): Promise<Handle> {
  const response = await fetch(url);
  return {
    status: response.status,
    read: <T>() => response.json() as Promise<T>,
    release: async () => {
      await response.body?.cancel();
    },
  };
}

export async function main(url: string): Promise<void> {
  const handle = await open(url); // LEAK
  if (handle.status === 404) {
    console.log('nothing there');
    return;
  }
  const { name } = await handle.read<{ name: string }>();
  console.log(name);
}
