// clean: /lines /204 (the helper gives the lock back, the caller reads on)
async function firstPiece(response: Response): Promise<number> {
  const reader = response.body!.getReader();
  try {
    const { value } = await reader.read();
    return value?.length ?? 0;
  } finally {
    reader.releaseLock();
  }
}

export async function main(url: string): Promise<void> {
  const response = await fetch(url);
  let size = response.body ? await firstPiece(response) : 0;
  if (response.body) for await (const part of response.body) size += part.length;
  console.log(size > 0);
}
