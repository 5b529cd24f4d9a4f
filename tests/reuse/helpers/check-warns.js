// reuses when: /404 /500 /502 /flaky (the check reads, and lets the caller go on); clean on: /json /json-error /bad-json /text /empty /204
async function check(res) {
  if (res.ok) return;
  const problem = await res.text();
  console.warn('server said', problem);
}

export async function main(url) {
  const res = await fetch(url);
  await check(res);
  const text = await res.text(); // REUSE
  console.log(text);
}
