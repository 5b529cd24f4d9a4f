// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /204 /flaky (the text is read for the signature, then the request is parsed)
async function isSigned(request: Request): Promise<boolean> {
  return (await request.text()).length === Number(request.headers.get('x-length'));
}

export async function POST(request: Request): Promise<Response> {
  if (!(await isSigned(request))) return new Response(null, { status: 401 });
  return Response.json(await request.json()); // REUSE
}

export async function main(url: string): Promise<number> {
  const request = new Request(url, { method: 'POST', body: '{"id":7}', headers: { 'x-length': '8' } });
  return (await POST(request)).status;
}
