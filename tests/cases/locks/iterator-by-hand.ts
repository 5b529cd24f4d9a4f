// leaks when: /lines (next() once, the iterator is dropped with its lock)
const decoder = new TextDecoder();

async function firstWord(source: string): Promise<string> {
  const res = await fetch(source); // LEAK
  const parts = res.body![Symbol.asyncIterator]();
  const { value } = await parts.next();
  return decoder.decode(value).split('\n')[0];
}

export async function main(url: string): Promise<string> {
  return firstWord(url);
}
