// reuses when: never
export function main(url) {
  return fetch(url).then((res) =>
    res.text().then((text) => {
      console.log(text.length);
      return JSON.parse(text);
    }),
  );
}
