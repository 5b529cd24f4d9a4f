// reuses when: /bad-json /text /404 /502 /empty (the handler stands in a chain); clean on: /json /json-error /500 /204 /flaky
const request = (url) => fetch(url).then((res) => res.json().catch(() => res.text())); // REUSE

export const main = (url) =>
  request(url).then((answer) => {
    console.log(typeof answer, answer);
  });
