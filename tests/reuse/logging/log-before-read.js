// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (the log line reads before the code does); clean on: /204
export async function main(url) {
  const response = await fetch(url);
  console.log('response body:', await response.text());
  const users = await response.json(); // REUSE
  console.log(users.items.length);
}
