// reuses when: never (the chain reads the text, and parses it); clean on: /json /json-error /bad-json /text /404 /500 /502 /empty /204 /flaky
const parsed = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};
const request = (url) =>
  fetch(url)
    .then((res) => res.text())
    .then(parsed);

export const main = (url) =>
  request(url).then((answer) => {
    console.log(typeof answer, answer);
  });
