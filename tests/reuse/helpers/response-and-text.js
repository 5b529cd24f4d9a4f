// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (the helper hands back the text, and the response it came from); clean on: /204
async function load(target) {
  const res = await fetch(target);
  const text = await res.text();
  return { res, text };
}

export async function main(url) {
  const { res, text } = await load(url);
  console.log(text.length);
  const parsed = await res.json(); // REUSE
  console.log(parsed);
}
