// leaks when: /json (those behind the first are only counted)
export async function main(url: string): Promise<string> {
  const [first, ...spare] = await Promise.all(['a', 'b', 'c'].map((id) => fetch(`${url}/${id}`))); // LEAK
  const count = spare.length;
  const text = await first!.text();
  return `${count} ${text.length > 0}`;
}
