// clean: /500 /json
async function ask(url: string): Promise<string> {
  const res = await fetch(url);
  if (!res.ok) throw new Error('bad', { cause: { res, at: 1 } });
  return (await res.text()).slice(0, 5);
}
export async function main(url: string): Promise<string> {
  try {
    return await ask(url);
  } catch (error) {
    const { res } = (error as Error).cause as { res: Response };
    return (await res.text()).slice(0, 5);
  }
}
