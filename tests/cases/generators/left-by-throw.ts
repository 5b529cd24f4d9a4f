// leaks when: /sse (what an event says makes the consumer throw); clean on: /small
async function* events(response: Response): AsyncGenerator<string> {
  const reader = response.body!.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    rest += decoder.decode(value, { stream: true });
    const whole = rest.split('\n\n');
    rest = whole.pop() ?? '';
    for (const event of whole) if (event.startsWith('data: ')) yield event.slice(6);
  }
}

function parse(data: string): string {
  if (data === 'two') throw new Error('the model is overloaded');
  return data;
}

async function* deltas(url: string): AsyncGenerator<string> {
  const response = await fetch(url); // LEAK
  for await (const data of events(response)) yield parse(data);
}

export async function main(url: string): Promise<string> {
  let text = '';
  try {
    for await (const delta of deltas(url)) text += delta;
  } catch (error) {
    return `${text} then ${(error as Error).message}`;
  }
  return text;
}
