export async function peek(body: ReadableStream<Uint8Array>): Promise<string> {
  const reader = body.getReader();
  try {
    const { value } = await reader.read();
    return new TextDecoder().decode(value);
  } finally {
    reader.releaseLock();
  }
}
