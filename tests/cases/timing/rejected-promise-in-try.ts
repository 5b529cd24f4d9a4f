// leaks when: /500 (a rejected promise that is awaited further down); clean on: /json
async function verify(id: number): Promise<number> {
  if (id > 0) throw new Error('unverified');
  return id;
}

export async function main(url: string): Promise<string> {
  const res = await fetch(url); // LEAK
  const check = verify(res.status);
  try {
    if (!res.ok) return `refused ${await check}`;
    await check.catch(() => 0);
    return (await res.text()).slice(0, 5);
  } catch (error) {
    return (error as Error).message;
  }
}
