// clean: /500 /json
export function main(url: string): Promise<void> {
  return Promise.all([fetch(`${url}/a`), fetch(`${url}/b`)])
    .then(([a, b]) => Promise.all([a.text(), b.text()]))
    .then(([a, b]) => console.log(a.length + b.length));
}
