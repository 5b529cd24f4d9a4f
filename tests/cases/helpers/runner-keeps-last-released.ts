// clean: /503-then-ok /json
async function retry(action, times) {
  let last;
  for (let i = 0; i < times; i++) {
    await last?.body?.cancel();
    last = await action();
    if (last.status < 500) return last;
  }
  return last;
}
export async function main(url) {
  const res = await retry(() => fetch(url), 3);
  console.log((await res.text()).length > 0);
}
