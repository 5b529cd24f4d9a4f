// leaks when: /500 /ok (the pattern takes the status alone); clean on: /204
export async function main(url: string): Promise<unknown> {
  const { status } = await fetch(url); // LEAK
  return status;
}
