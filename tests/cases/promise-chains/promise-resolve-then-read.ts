// clean: /500 /json
export function main(url: string): Promise<void> {
  return Promise.resolve(url)
    .then((u) => fetch(u))
    .then((res) => res.text())
    .then((t) => console.log(t.length));
}
