// leaks when: /500 (a chain with catch and finally that only report); clean on: /json
export function main(url: string): Promise<void> {
  const started = performance.now();
  return fetch(url) // LEAK
    .then((res) => {
      if (!res.ok) throw new Error('bad');
      return res.text();
    })
    .then((t) => console.log(t.length))
    .catch((e: Error) => console.error(e.message))
    .finally(() => console.debug(performance.now() - started > 1e9));
}
