// clean: /500 /json
const tap =
  <T>(fn: (value: T) => unknown) =>
  async (value: T): Promise<T> => {
    await fn(value);
    return value;
  };

export function main(url: string): Promise<void> {
  return fetch(url)
    .then(tap((res: Response) => res.arrayBuffer()))
    .then((res) => console.log(res.status))
    .catch((err: Error) => console.error(err.message));
}
