// leaks when: /500 (starts from Promise.resolve()); clean on: /json
export function main(url: string): Promise<void> {
  return Promise.resolve(url)
    .then((u) => fetch(u)) // LEAK
    .then((res) => {
      if (!res.ok) throw new Error('bad');
      return res.text();
    })
    .then((t) => console.log(t.length));
}
