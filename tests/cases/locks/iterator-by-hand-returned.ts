// clean: /lines /small
const decoder = new TextDecoder();

async function firstWord(source: string): Promise<string> {
  const res = await fetch(source);
  const parts = res.body!.values();
  try {
    const { value } = await parts.next();
    return decoder.decode(value).slice(0, 5);
  } finally {
    await parts.return?.();
  }
}

export async function main(url: string): Promise<string> {
  return firstWord(url);
}
