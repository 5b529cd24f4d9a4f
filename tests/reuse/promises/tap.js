// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (the step in between reads and hands the response on); clean on: /204
export function main(url) {
  return fetch(url)
    .then(async (res) => {
      console.log('got', await res.text());
      return res;
    })
    .then((res) => res.json()) // REUSE
    .then((data) => console.log(data.id));
}
