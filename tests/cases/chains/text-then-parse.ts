// clean: /json /html /500
const parse = (res: Response) =>
  res.text().then((text) => {
    try {
      return { ok: res.ok, data: JSON.parse(text) as unknown };
    } catch {
      return { ok: false, data: text.length };
    }
  });

export function main(url: string): Promise<void> {
  return fetch(url)
    .then(parse)
    .then(({ ok, data }) => console.log(ok, typeof data));
}
