// leaks when: /500 /json (the second one is only logged)
export function main(url: string): Promise<void> {
  return Promise.all([
    fetch(`${url}/a`),
    fetch(`${url}/b`), // LEAK
  ]).then(async ([a, b]) => console.log((await a.text()).length, b.status));
}
