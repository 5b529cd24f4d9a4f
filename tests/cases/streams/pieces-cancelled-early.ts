// clean: /ok /small (left at a yield, the generator cancels; or its caller never leaves the loop)
async function* cancelled(source: string): AsyncGenerator<Uint8Array> {
  const res = await fetch(source);
  const reader = res.body!.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  } finally {
    await reader.cancel().catch(() => undefined);
    reader.releaseLock();
  }
}

async function* looped(source: string): AsyncGenerator<Uint8Array> {
  const res = await fetch(source);
  try {
    for await (const part of res.body!) yield part as Uint8Array;
  } finally {
    console.log('over');
  }
}

async function* released(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  } finally {
    reader.releaseLock();
  }
}

export async function main(url: string): Promise<void> {
  for (const read of [cancelled, looped])
    for await (const piece of read(url)) {
      console.log(piece.length > 0);
      break;
    }
  const res = await fetch(url);
  let count = 0;
  for await (const piece of released(res.body!)) count += piece.length;
  console.log(count > 0);
}
