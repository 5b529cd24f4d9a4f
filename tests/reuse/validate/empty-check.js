// reuses when: /json /json-error /bad-json /text /404 /500 /502 /flaky (text() came first); clean on: /empty /204
export async function main(url) {
  const response = await fetch(url);
  const isEmpty = (await response.text()) === '';
  const data = isEmpty ? null : await response.json(); // REUSE
  console.log(data);
}
