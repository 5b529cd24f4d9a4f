// leaks when: /ok /500 (both branches are made, one is given up, the other is forgotten)
export async function main(url: string): Promise<string> {
  const { body, status } = await fetch(url); // LEAK
  const [preview, full] = body!.tee();
  void preview.cancel('not needed');
  return `${status} ${full.locked}`;
}
