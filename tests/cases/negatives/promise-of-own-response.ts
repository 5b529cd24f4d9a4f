// clean: /ok (an own class called Response)
class Response {
  readonly ok = true;
  constructor(readonly lines: string[]) {}
}

async function query(text: string): Promise<Response> {
  return new Response([text]);
}

export async function main(url: string): Promise<void> {
  const res = await query(url);
  if (!res.ok) return;
  console.log(res.ok);
}
