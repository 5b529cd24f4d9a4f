export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Releases the connection of an answer that is of no use. */
export async function discard(res: { body: ReadableStream<Uint8Array> | null }): Promise<void> {
  try {
    await res.body?.cancel();
  } catch {
    // already gone
  }
}
