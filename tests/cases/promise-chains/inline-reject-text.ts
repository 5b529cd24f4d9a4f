// clean: /500 /json
export function main(url: string): Promise<void> {
  return fetch(url)
    .then(async (res) => (res.ok ? res.json() : Promise.reject(new Error(await res.text()))))
    .then((data) => console.log(typeof data));
}
