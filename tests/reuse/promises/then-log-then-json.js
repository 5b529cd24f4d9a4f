// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (the log reads in the background); clean on: /204
export function main(url) {
  return fetch(url)
    .then((res) => {
      res.text().then((text) => console.log('raw', text));
      return res;
    })
    .then((res) => res.json()) // REUSE
    .then((data) => console.log(data.ok));
}
