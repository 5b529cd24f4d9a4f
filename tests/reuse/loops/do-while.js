// reuses when: /json /json-error /bad-json /404 /500 /502 /empty /flaky (no line break at the end, so another turn); clean on: /text /204
export async function main(url) {
  const res = await fetch(url);
  let text = '';
  let turns = 0;
  do {
    text += await res.text(); // REUSE
    turns += 1;
  } while (!text.endsWith('\n') && turns < 3);
  console.log(text, turns);
}
