// reuses when: never
export async function main(url) {
  let text = '';
  let turns = 0;
  do {
    const res = await fetch(url);
    text += await res.text();
    turns += 1;
  } while (!text.endsWith('\n') && turns < 3);
  console.log(text, turns);
}
