// clean: /ok (an interface that looks like a response)
interface Reply {
  ok: boolean;
  status: number;
  text(): Promise<string>;
}

const ask = async (q: string): Promise<Reply> => ({ ok: true, status: q.length, text: async () => q });

export async function main(url: string): Promise<void> {
  const reply = await ask(url);
  if (!reply.ok) throw new Error('no');
  console.log(reply.status > 0);
}
