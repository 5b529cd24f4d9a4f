// reuses when: never
async function send(target, { parse = true } = {}) {
  const res = await fetch(target);
  const data = parse ? await res.json() : undefined;
  return { res, data };
}

export async function main(url) {
  const { res } = await send(url, { parse: false });
  console.log(await res.text());
}
