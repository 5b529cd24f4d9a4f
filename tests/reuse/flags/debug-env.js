// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (the debug line reads); clean on: /204
const DEBUG = process.env.NO_DEBUG === undefined;

export async function main(url) {
  const response = await fetch(url);
  if (DEBUG) console.log(await response.text());
  console.log(await response.json()); // REUSE
}
