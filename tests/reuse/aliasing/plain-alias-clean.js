// reuses when: never
export async function main(url) {
  let answer = await fetch(url);
  const current = answer;
  answer = await fetch(url);
  console.log(await answer.text());
  console.log((await current.blob()).type);
}
