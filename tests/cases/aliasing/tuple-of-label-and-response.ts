// leaks when: /ok /500 (the tuple is unpacked, the response in it only asked for its status)
type Labelled = [label: string, answer: Response];

async function open(label: string, target: string): Promise<Labelled> {
  return [label, await fetch(target)];
}

export async function main(url: string): Promise<void> {
  const [label, answer] = await open('feed', url); // LEAK
  console.log(label, answer.status, answer.headers.get('content-type'));
}
