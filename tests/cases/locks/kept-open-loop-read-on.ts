// clean: /lines /small
export async function main(url: string): Promise<string> {
  const answer = await fetch(url);
  const body = answer.body!;
  let first = '';
  for await (const chunk of body.values({ preventCancel: true })) {
    first = new TextDecoder().decode(chunk).slice(0, 5);
    break;
  }
  let rest = 0;
  for await (const chunk of body) rest += chunk.length;
  return `${first} ${rest >= 0}`;
}
