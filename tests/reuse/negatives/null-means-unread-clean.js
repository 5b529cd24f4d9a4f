// reuses when: never
export async function main(url) {
  const res = await fetch(url);
  const problem = res.ok ? null : await res.text();
  if (problem !== null) {
    console.error(problem);
    return;
  }
  console.log(await res.text());
}
