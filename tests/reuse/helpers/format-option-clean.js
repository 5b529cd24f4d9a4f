// reuses when: never
function read(res, { as }) {
  return as === 'json' ? res.json() : res.text();
}

export async function main(url) {
  const res = await fetch(url);
  const again = await fetch(url);
  const raw = await read(res, { as: 'text' });
  const data = await read(again, { as: 'json' });
  console.log(raw.length, data);
}
