// clean: /json /500 /refuse
export function main(url: string): Promise<void> {
  return fetch(url)
    .then(
      (res) => res.text(),
      () => 'offline',
    )
    .then((text) => console.log(text.length));
}
