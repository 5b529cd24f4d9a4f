// clean: /ok /500 (a handler that forwards the answer)
export async function GET(target: string): Promise<Response> {
  const upstream = await fetch(target);
  return new Response(upstream.body, { status: upstream.status, headers: upstream.headers });
}

export async function main(url: string): Promise<void> {
  const res = await GET(url);
  console.log((await res.text()).length);
}
