// leaks when: /lines (`break` returns the generator, which has no `finally`); clean on: /small
async function* lines(reader: ReadableStreamDefaultReader<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    rest += decoder.decode(value, { stream: true });
    const whole = rest.split('\n');
    rest = whole.pop() ?? '';
    yield* whole;
  }
  if (rest) yield rest;
}

export async function main(url: string): Promise<number> {
  const response = await fetch(url); // LEAK
  if (!response.body) return 0;
  let count = 0;
  for await (const line of lines(response.body.getReader())) {
    count += line.length;
    if (count > 10) break;
  }
  return count;
}
