// leaks when: /500 (the helper always throws, and is waited for); clean on: /json
async function refuse(reason: string): Promise<never> {
  await null;
  throw new Error(reason);
}

export async function main(url: string): Promise<string> {
  const response = await fetch(url); // LEAK
  if (!response.ok) await refuse(`status ${response.status}`);
  return (await response.text()).slice(0, 5);
}
