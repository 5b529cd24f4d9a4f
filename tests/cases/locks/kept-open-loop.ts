// leaks when: /lines (preventCancel keeps the body open when the loop is left)
export async function main(url: string): Promise<string> {
  const answer = await fetch(url); // LEAK
  let first = '';
  for await (const chunk of answer.body!.values({ preventCancel: true })) {
    first = new TextDecoder().decode(chunk).slice(0, 5);
    if (first.length > 0) break;
  }
  return first;
}
