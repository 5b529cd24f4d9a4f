// clean: /ok /500
class Counter extends TransformStream<Uint8Array, Uint8Array> {
  total = 0;

  constructor() {
    super({
      transform: (chunk, controller) => {
        this.total += chunk.length;
        controller.enqueue(chunk);
      },
    });
  }
}

export async function main(url: string): Promise<string> {
  const counter = new Counter();
  const res = await fetch(url);
  const piped = res.body!.pipeTo(counter.writable);
  let size = 0;
  for await (const chunk of counter.readable) size += chunk.length;
  await piped;
  return `${res.status} ${size === counter.total}`;
}
