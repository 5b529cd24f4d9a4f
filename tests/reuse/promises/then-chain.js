// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (the inner step reads the response of the outer one); clean on: /204
export function main(url) {
  return fetch(url).then((res) =>
    res.text().then((text) => {
      console.log(text.length);
      return res.json(); // REUSE
    }),
  );
}
