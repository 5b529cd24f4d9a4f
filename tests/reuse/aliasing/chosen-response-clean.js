// reuses when: never
export async function main(url) {
  const primary = await fetch(url);
  const backup = await fetch(new URL('/json', url));
  const chosen = primary.ok ? primary : backup;
  const other = primary.ok ? backup : primary;
  console.log(await chosen.text());
  console.log(await other.text());
}
