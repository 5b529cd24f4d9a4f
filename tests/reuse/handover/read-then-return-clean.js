// reuses when: never
async function audited(url, journal) {
  const res = await fetch(url);
  journal.push({ url, status: res.status, type: res.headers.get('content-type') });
  return res;
}

export async function main(url) {
  const journal = [];
  const res = await audited(url, journal);
  console.log(await res.json(), journal.length);
}
