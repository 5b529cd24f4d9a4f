// reuses when: never
export async function main(url) {
  const res = await fetch(url);
  const values = {};
  const data = await res.json();
  for (const key of ['ok', 'id', 'name']) {
    values[key] = data[key];
  }
  console.log(values);
}
