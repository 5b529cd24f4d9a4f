// clean: /ok /500
export async function main(url: string): Promise<void> {
  const answers = [await fetch(`${url}/a`), await fetch(`${url}/b`)] as const;
  console.log((await answers[0].text()).length, (await answers[1].text()).length);
}
