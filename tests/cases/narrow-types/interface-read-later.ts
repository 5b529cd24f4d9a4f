// clean: /500 /json
interface Reply {
  readonly status: number;
  text(): Promise<string>;
}

const get = async (url: string): Promise<Reply> => fetch(url);

export async function main(url: string): Promise<string> {
  const reply = await get(url);
  const text = reply.text();
  if (reply.status >= 500) return `down: ${(await text).length > 0}`;
  return (await text).slice(0, 5);
}
