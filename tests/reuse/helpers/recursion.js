// reuses when: /json /json-error /bad-json /404 /500 /502 /empty /flaky (each level reads the response of the first); clean on: /text /204
async function readUntil(res, word, tries) {
  const text = await res.text(); // REUSE
  if (text.includes(word) || tries === 0) return text;
  return readUntil(res, word, tries - 1);
}

export async function main(url) {
  console.log(await readUntil(await fetch(url), 'alpha', 2));
}
