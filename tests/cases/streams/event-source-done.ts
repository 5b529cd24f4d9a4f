// leaks when: /sse (stops reading at [DONE] without cancelling)
async function* events(source: string): AsyncGenerator<string> {
  const answer = await fetch(source, { headers: { accept: 'text/event-stream' } }); // LEAK
  const reader = answer.body!.pipeThrough(new TextDecoderStream() as unknown as TransformStream<Uint8Array, string>).getReader();
  let rest = '';
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
}

export async function main(url: string): Promise<void> {
  for await (const event of events(url)) console.log(event.length);
}
