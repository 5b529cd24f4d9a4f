// leaks when: /lines (one of two callers drops what is left after the first piece); clean on: /204
async function peek(response: Response): Promise<number> {
  const reader = response.body!.getReader();
  try {
    const { value } = await reader.read();
    return value?.length ?? 0;
  } finally {
    reader.releaseLock();
  }
}

async function first(url: string): Promise<number> {
  const response = await fetch(url); // LEAK
  return response.body ? peek(response) : 0;
}

async function whole(url: string): Promise<number> {
  const response = await fetch(url);
  let size = response.body ? await peek(response) : 0;
  if (response.body) for await (const part of response.body) size += part.length;
  return size;
}

export async function main(url: string): Promise<void> {
  console.log((await first(url)) <= (await whole(url)));
}
