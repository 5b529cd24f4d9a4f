// clean: /sse /small (the generator cancels when its consumer throws)
async function* events(response: Response): AsyncGenerator<string> {
  const reader = response.body!.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      rest += decoder.decode(value, { stream: true });
      const whole = rest.split('\n\n');
      rest = whole.pop() ?? '';
      for (const event of whole) if (event.startsWith('data: ')) yield event.slice(6);
    }
  } finally {
    await reader.cancel();
  }
}

function parse(data: string): string {
  if (data === 'two') throw new Error('the model is overloaded');
  return data;
}

async function* deltas(url: string): AsyncGenerator<string> {
  const response = await fetch(url);
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
