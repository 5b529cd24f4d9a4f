// clean: /small /500
function once(url: string, pending = fetch(url)): () => Promise<string> {
  let text: Promise<string> | undefined;
  return () => (text ??= pending.then((res) => res.text()));
}

export async function main(url: string): Promise<string> {
  const read = once(url);
  const [a, b] = [await read(), await read()];
  return `${a === b} ${a.slice(0, 4)}`;
}
