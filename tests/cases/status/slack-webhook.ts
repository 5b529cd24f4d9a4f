// leaks when: /ok /500 (the flag leaves, the body stays)
interface Delivery {
  delivered: boolean;
  code: number;
}

async function deliver(hook: string, text: string): Promise<Delivery> {
  const { ok, status } = await fetch(hook, { // LEAK
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text }),
  });
  return { delivered: ok, code: status };
}

export async function main(url: string): Promise<void> {
  console.log(await deliver(url, 'hello'));
}
