// reuses when: /text (only there the turn ends before the next page is fetched); clean on: /json /json-error /bad-json /404 /500 /502 /empty /204 /flaky
export async function main(url) {
  let res = await fetch(url);
  for (const page of ['2', '3']) {
    const text = await res.text(); // REUSE
    if (text.includes('alpha')) continue;
    res = await fetch(`${url}/${page}`);
  }
  if (!res.bodyUsed) console.log(await res.text());
}
