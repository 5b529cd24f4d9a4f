// leaks when: /500 (two requests and their exits share lines); clean on: /small
export async function main(url: string): Promise<string> {
  const a = await fetch(`${url}/a`); if (!a.ok) return 'a is bad'; // LEAK
  const one = await a.text(); const two = await fetch(`${url}/b`).then((r) => r.text());
  return `${one.slice(0, 2)}${two.slice(0, 2)}`;
}
