// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (two names, one response); clean on: /204
export async function main(url) {
  const answer = await fetch(url);
  const current = answer;
  console.log(await answer.text());
  console.log((await current.blob()).type); // REUSE
}
