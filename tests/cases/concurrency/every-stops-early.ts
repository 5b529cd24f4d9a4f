// leaks when: /mixed (every() does not come to those behind the first bad one); clean on: /json
export async function main(url: string): Promise<void> {
  const answers = await Promise.all(['b', 'a', 'c'].map((name) => fetch(`${url}/${name}`))); // LEAK
  const isUp = answers.every((answer) => {
    answer.body?.cancel().catch(() => {});
    return answer.ok;
  });
  console.log(isUp);
}
