// leaks when: /500 /ok (tap returns what it was given)
function tap<T>(value: T, look: (value: T) => void): T {
  look(value);
  return value;
}

export async function main(url: string): Promise<void> {
  const res = tap(await fetch(url), (r) => console.log(r.status)); // LEAK
  console.log(res.headers.get('etag'));
}
