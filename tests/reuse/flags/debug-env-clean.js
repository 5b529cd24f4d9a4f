// reuses when: never
const DEBUG = process.env.NO_DEBUG === undefined;

export async function main(url) {
  const response = await fetch(url);
  if (DEBUG) console.log(await response.clone().text());
  console.log(await response.text());
}
