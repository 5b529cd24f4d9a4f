// leaks when: /500 /404 (the helper throws for what the request of its caller gives); clean on: /json
async function call<T>(send: () => Promise<Response>): Promise<T> {
  const response = await send();
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return (await response.json()) as T;
}
export async function main(url: string): Promise<void> {
  try {
    const first = await call<{ id: number }>(() => fetch(url)); // LEAK
    const second = await call<{ name: string }>(() => fetch(`${url}?b`, { method: 'POST' })); // LEAK
    console.log(first.id, second.name);
  } catch (error) {
    console.log((error as Error).message);
  }
}
