// clean: /sse /small
function check(text: string): void {
  if (text.includes('two')) throw new Error('refused');
}

async function read(url: string): Promise<void> {
  const response = await fetch(url);
  const reader = response.body!.getReader();
  const decoder = new TextDecoder();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      check(decoder.decode(value, { stream: true }));
    }
  } finally {
    await reader.cancel();
  }
}

async function subscribe(url: string, onText: (text: string) => Promise<void>): Promise<void> {
  const response = await fetch(url);
  const reader = response.body!.getReader();
  const decoder = new TextDecoder();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    try {
      await onText(decoder.decode(value, { stream: true }));
    } catch (error) {
      await reader.cancel();
      throw error;
    }
  }
}

export async function main(url: string): Promise<void> {
  await read(url).catch(() => undefined);
  await subscribe(url, async (text) => {
    if (text.includes('two')) throw new Error('the store is full');
  }).catch(() => undefined);
}
