// clean: /ok (Response.json() and Response.error() make responses)
function reply(kind: string): Response {
  return kind === 'ok' ? Response.json({ ok: true }) : Response.error();
}

export async function main(url: string): Promise<void> {
  console.log(reply('ok').status + url.length > 0);
}
