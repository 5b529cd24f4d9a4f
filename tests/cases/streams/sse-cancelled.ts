// clean: /sse /small
async function* events(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let buffer = '';
  try {
    while (true) {
      const { done, value } = await reader.read();
      if (done) return;
      buffer += decoder.decode(value, { stream: true });
      const frames = buffer.split('\n\n');
      buffer = frames.pop() ?? '';
      for (const frame of frames) if (frame.startsWith('data: ')) yield frame.slice(6);
    }
  } finally {
    await reader.cancel();
  }
}

export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  let count = 0;
  for await (const event of events(res.body as ReadableStream<Uint8Array>)) {
    if (event === '[DONE]') break;
    count++;
  }
  console.log(count);
}
