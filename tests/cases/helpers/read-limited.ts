// clean: /small /ok /500 /204
async function readLimited(response: Response, maxBytes: number): Promise<string> {
  if (!response.body) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let total = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    total += value.byteLength;
    if (total > maxBytes) {
      await reader.cancel('too large');
      throw new RangeError(`more than ${maxBytes} bytes`);
    }
    text += decoder.decode(value, { stream: true });
  }
}

export async function main(url: string): Promise<void> {
  const response = await fetch(url);
  const text = await readLimited(response, 64 * 1024);
  console.log(text.length);
}
