// leaks when: /sse (the [DONE] marker ends the generator, the stream stays open)
async function* events(response: Response): AsyncGenerator<string> {
  const reader = response.body!.getReader();
  const decoder = new TextDecoder();
  let buffer = '';
  try {
    while (true) {
      const { done, value } = await reader.read();
      if (done) return;
      buffer += decoder.decode(value, { stream: true });
      let end: number;
      while ((end = buffer.indexOf('\n\n')) >= 0) {
        const data = buffer.slice(0, end).replace(/^data: /, '');
        buffer = buffer.slice(end + 2);
        if (data === '[DONE]') return;
        yield data;
      }
    }
  } finally {
    reader.releaseLock();
  }
}

export async function main(url: string): Promise<void> {
  const response = await fetch(url, { headers: { accept: 'text/event-stream' } }); // LEAK
  for await (const event of events(response)) console.log(event);
}
