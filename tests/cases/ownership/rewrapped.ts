// clean: /ok /500
async function passThrough(source: string): Promise<Response> {
  const upstream = await fetch(source, { headers: { accept: 'text/plain' } });
  const headers = new Headers(upstream.headers);
  headers.delete('content-encoding');
  headers.set('x-proxied', 'yes');
  return new Response(upstream.body, { status: upstream.status, headers });
}

export async function main(url: string): Promise<void> {
  const res = await passThrough(url);
  console.log(res.status, (await res.text()).length);
}
