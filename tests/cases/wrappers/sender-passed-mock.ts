// clean: /ok /500 (what is passed makes its responses up)
type Send = (source: string) => Promise<Response>;

async function statusOf(send: Send, source: string): Promise<number> {
  const answer = await send(source);
  return answer.status;
}

export async function main(url: string): Promise<void> {
  const made: Send = async (source) => new Response(source, { status: 418 });
  console.log(await statusOf(made, url));
}
