// leaks when: /503-then-ok (the runner drops the refused response); clean on: /json
async function retry(action, times) {
  let last;
  for (let i = 0; i < times; i++) {
    last = await action();
    if (last.status < 500) return last;
  }
  return last;
}
export async function main(url) {
  const res = await retry(() => fetch(url), 3); // LEAK
  console.log((await res.text()).length > 0);
}
