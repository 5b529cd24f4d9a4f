// clean: /mixed /json
export async function main(url: string): Promise<void> {
  const answers = await Promise.all([1, 2, 3].map((id) => fetch(`${url}/${id}`)));
  const bad = answers.filter((r) => !r.ok);
  await Promise.all(bad.map((r) => r.body?.cancel()));
  const good = answers.filter((r) => r.ok);
  const texts = await Promise.all(good.map((r) => r.text()));
  console.log(texts.length);
}
