// clean: /500 /404 /json
const load = (source: string): Promise<unknown> =>
  fetch(source).then((res) =>
    res.ok
      ? res.json()
      : res.text().then((text) => {
          throw new Error(`${res.status}: ${text.slice(0, 24)}`);
        }),
  );

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
