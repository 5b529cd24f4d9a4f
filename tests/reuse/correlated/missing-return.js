// reuses when: /404 (the branch does not leave the function); clean on: /json /json-error /bad-json /text /500 /502 /empty /204 /flaky
async function find(url) {
  const res = await fetch(url);
  if (res.status === 404) {
    console.info('not found:', await res.text());
  }
  return res.text(); // REUSE
}

export async function main(url) {
  console.log(await find(url));
}
