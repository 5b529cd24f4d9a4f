// reuses when: never
function isSigned(request: Request, text: string): boolean {
  return text.length === Number(request.headers.get('x-length'));
}

export async function POST(request: Request): Promise<Response> {
  const text = await request.text();
  if (!isSigned(request, text)) return new Response(null, { status: 401 });
  return Response.json(JSON.parse(text));
}

export async function main(url: string): Promise<number> {
  const request = new Request(url, { method: 'POST', body: '{"id":7}', headers: { 'x-length': '8' } });
  return (await POST(request)).status;
}
