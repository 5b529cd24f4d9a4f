// reuses when: /bad-json /text /404 /502 /empty (the failed parse has used the body); clean on: /json /json-error /500 /204 /flaky
async function decode(res) {
  try {
    return await res.json();
  } catch {
    return await res.text(); // REUSE
  }
}

export async function main(url) {
  const res = await fetch(url);
  console.log(res.status, await decode(res));
}
