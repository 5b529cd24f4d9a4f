// leaks when: /500 (the transformer is told of the cancel); clean on: /json
export async function main(url: string): Promise<string> {
  const log: string[] = [];
  const res = await fetch(url); // LEAK
  const piped = res.body!.pipeThrough(
    new TransformStream({
      transform: (chunk, controller) => controller.enqueue(chunk),
      cancel: () => void log.push('cancelled'),
    } as Transformer<Uint8Array, Uint8Array>),
  );
  if (!res.ok) {
    await Promise.resolve();
    return `refused ${log.join()}`;
  }
  return (await new Response(piped).text()).slice(0, 2);
}
