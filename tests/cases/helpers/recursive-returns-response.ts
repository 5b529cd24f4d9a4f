// leaks when: /503-x2-then-ok (the recursion drops the failed answer); clean on: /json
async function send(api: string, left = 3): Promise<Response> {
  const res = await fetch(api); // LEAK
  if (res.ok || left === 0) return res;
  return send(api, left - 1);
}

export async function main(url: string): Promise<void> {
  console.log((await (await send(url)).text()).length);
}
