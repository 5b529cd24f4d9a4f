// leaks when: /500 (a block with a label is left); clean on: /small
export async function main(url: string): Promise<string> {
  const response = await fetch(url); // LEAK
  let text = 'nothing';
  read: {
    if (!response.ok) break read;
    text = (await response.text()).slice(0, 4);
  }
  return text;
}
