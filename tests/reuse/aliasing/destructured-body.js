// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (the destructured body is that of the response); clean on: /204
export async function main(url) {
  const res = await fetch(url);
  const { body, status } = res;
  console.log(status, await res.text());
  if (!body) return;
  const reader = body.getReader(); // REUSE
  console.log((await reader.read()).done);
}
