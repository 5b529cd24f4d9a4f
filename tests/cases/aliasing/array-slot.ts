// leaks when: /ok /500 (only the first slot is read)
export async function main(url: string): Promise<void> {
  const answers = [await fetch(`${url}/a`), await fetch(`${url}/b`)] as const; // LEAK
  console.log((await answers[0].text()).length, answers[1].status);
}
