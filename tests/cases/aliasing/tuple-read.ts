// clean: /ok /500
type Labelled = [label: string, answer: Response];

async function open(label: string, target: string): Promise<Labelled> {
  return [label, await fetch(target)];
}

export async function main(url: string): Promise<void> {
  const pair = await open('feed', url);
  console.log(pair[0], (await pair[1].text()).length);
}
