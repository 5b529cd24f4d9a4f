// clean: /500 /404 /json
async function call<T>(send: () => Promise<Response>): Promise<T> {
  const response = await send();
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`HTTP ${response.status}`);
  }
  return (await response.json()) as T;
}
export async function main(url: string): Promise<void> {
  try {
    const first = await call<{ id: number }>(() => fetch(url));
    const second = await call<{ name: string }>(() => fetch(`${url}?b`, { method: 'POST' }));
    console.log(first.id, second.name);
  } catch (error) {
    console.log((error as Error).message);
  }
}
