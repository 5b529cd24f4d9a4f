// clean: /sse /500
export async function main(url: string): Promise<void> {
  const response = await fetch(url, { headers: { accept: 'text/event-stream' } });
  if (!response.ok) throw new Error(`status ${response.status}: ${(await response.text()).length}`);
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = '';
  try {
    while (!buffer.includes('[DONE]')) {
      const { done, value } = await reader.read();
      if (done) break;
      buffer += value;
    }
  } finally {
    await reader.cancel();
  }
  console.log(buffer.split('\n\n').length > 3);
}
