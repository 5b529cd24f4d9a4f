// clean: /500 /ok
function tap<T>(value: T, look: (value: T) => void): T {
  look(value);
  return value;
}

export async function main(url: string): Promise<void> {
  const res = tap(await fetch(url), (r) => console.log(r.status));
  console.log((await res.text()).length);
}
