// reuses when: /json /json-error /bad-json /text /empty (the chosen response is the one that was read); clean on: /404 /500 /502 /204 /flaky
export async function main(url) {
  const primary = await fetch(url);
  const backup = await fetch(new URL('/json', url));
  console.log(await primary.text());
  const chosen = primary.ok ? primary : backup;
  console.log(await chosen.text()); // REUSE
  if (!backup.bodyUsed) await backup.body?.cancel();
}
