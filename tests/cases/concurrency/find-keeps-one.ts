// leaks when: /json /mixed (find keeps one of them)
export async function main(url: string): Promise<void> {
  const answers = await Promise.all([1, 2, 3].map((id) => fetch(`${url}/${id}`))); // LEAK
  const first = answers.find((r) => r.ok);
  console.log((await first?.text())?.length);
}
