// clean: /sse
async function* events(source: string): AsyncGenerator<string> {
  const answer = await fetch(source, { headers: { accept: 'text/event-stream' } });
  const reader = answer.body!.pipeThrough(new TextDecoderStream() as unknown as TransformStream<Uint8Array, string>).getReader();
  let rest = '';
  try {
    while (true) {
      const { done, value } = await reader.read();
      if (done) return;
      rest += value;
      const parts = rest.split('\n\n');
      rest = parts.pop() ?? '';
      for (const part of parts) {
        if (part === 'data: [DONE]') return;
        yield part.slice(6);
      }
    }
  } finally {
    await reader.cancel();
  }
}

export async function main(url: string): Promise<void> {
  for await (const event of events(url)) console.log(event.length);
}
