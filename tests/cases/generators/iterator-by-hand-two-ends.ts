// leaks when: /lines (the iterator stops, the body goes on) /500; clean on: /empty
export async function main(url: string): Promise<string> {
  const res = await fetch(url); // LEAK
  if (!res.body) return 'none';
  const steps = res.body[Symbol.asyncIterator]();
  const { value, done } = await steps.next();
  if (done) return 'empty';
  return new TextDecoder().decode(value).slice(0, 5);
}
