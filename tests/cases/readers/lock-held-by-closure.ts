// leaks when: /500 (the reader is locked and left); clean on: /json
export async function main(url: string): Promise<string> {
  const res = await fetch(url); // LEAK
  const reader = res.body!.getReader();
  const next = async (): Promise<number> => (await reader.read()).value?.length ?? 0;
  const first = await next();
  if (!res.ok) {
    reader.releaseLock();
    return `bad ${first > 0}`;
  }
  let n = first;
  for (let more = first; more > 0; n += more) more = await next();
  return `good ${n > 9}`;
}
