// leaks when: /sse ([DONE] returns, the lock is released, the stream is not); clean on: /small
async function readEvents(source: string): Promise<string[]> {
  const res = await fetch(source, { headers: { accept: 'text/event-stream' } }); // LEAK
  const reader = res.body!.getReader();
  const decoder = new TextDecoder();
  const events: string[] = [];
  let buffer = '';
  try {
    while (true) {
      const { done, value } = await reader.read();
      if (done) return events;
      buffer += decoder.decode(value, { stream: true });
      const lines = buffer.split('\n');
      buffer = lines.pop() ?? '';
      for (const line of lines) {
        if (!line.startsWith('data: ')) continue;
        const data = line.slice(6);
        if (data === '[DONE]') return events;
        events.push(data);
      }
    }
  } finally {
    reader.releaseLock();
  }
}

export async function main(url: string): Promise<void> {
  console.log((await readEvents(url)).length);
}
