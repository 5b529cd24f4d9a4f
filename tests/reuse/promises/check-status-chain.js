// reuses when: /404 /500 /502 /flaky (the failure is logged, and passed on); clean on: /json /json-error /bad-json /text /empty /204
const checkStatus = (res) => {
  if (res.ok) return res;
  return res.text().then((text) => {
    console.error(text);
    return res;
  });
};

export function main(url) {
  return fetch(url)
    .then(checkStatus)
    .then((res) => res.json()) // REUSE
    .then((data) => console.log(data));
}
