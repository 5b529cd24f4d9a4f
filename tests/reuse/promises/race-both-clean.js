// reuses when: never
export async function main(url) {
  const res = await fetch(url);
  const asJson = res
    .clone()
    .json()
    .catch(() => undefined);
  const asText = res.text().catch(() => undefined);
  console.log((await asJson) ?? (await asText));
}
