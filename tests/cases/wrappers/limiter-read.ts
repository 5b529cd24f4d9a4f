// clean: /json /500
type Task<T> = () => Promise<T>;

function createQueue(concurrency: number) {
  let running = 0;
  const pending: (() => void)[] = [];
  const next = () => {
    running -= 1;
    pending.shift()?.();
  };
  return <T>(task: Task<T>): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      const start = () => {
        running += 1;
        task().then(resolve, reject).finally(next);
      };
      if (running < concurrency) start();
      else pending.push(start);
    });
}

export async function main(url: string): Promise<void> {
  const enqueue = createQueue(2);
  const sizes = await Promise.all(
    ['a', 'b', 'c'].map((name) =>
      enqueue(async () => {
        const response = await fetch(`${url}/${name}`);
        const bytes = await response.arrayBuffer();
        return bytes.byteLength;
      }),
    ),
  );
  console.log(sizes.reduce((sum, size) => sum + size, 0) > 0);
}
