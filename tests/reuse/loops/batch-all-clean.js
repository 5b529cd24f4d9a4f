// reuses when: never
export async function main(url) {
  const responses = await Promise.all([fetch(url), fetch(url)]);
  for (const response of responses) {
    if (!response.ok) {
      console.warn(await response.text());
      continue;
    }
    console.log(await response.text());
  }
}
