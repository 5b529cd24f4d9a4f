// clean: /ok /500
function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((done) => (resolve = done));
  return { promise, resolve };
}

export async function main(url: string): Promise<void> {
  const { promise, resolve } = deferred<Response>();
  void fetch(url).then(resolve);
  const answer = await promise;
  console.log((await answer.text()).length);
}
