// clean: /ok /500
const upperCase = () =>
  new TransformStream<string, string>({
    transform: (chunk, controller) => controller.enqueue(chunk.toUpperCase()),
  });

async function rewrite(url: string): Promise<Response> {
  const upstream = await fetch(url);
  const headers = new Headers(upstream.headers);
  headers.delete('content-length');
  const body = upstream.body
    ?.pipeThrough(new TextDecoderStream())
    .pipeThrough(upperCase())
    .pipeThrough(new TextEncoderStream());
  return new Response(body, { status: upstream.status, headers });
}

export async function main(url: string): Promise<void> {
  const response = await rewrite(url);
  console.log(response.status, (await response.text()).slice(0, 4));
}
