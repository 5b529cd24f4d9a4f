// clean: /500 /json
export function main(url: string): Promise<void> {
  return fetch(url).then((res) =>
    res.text().then((text) => {
      if (!res.ok) throw new Error(text.slice(0, 20));
      console.log(text.length);
    }),
  );
}
