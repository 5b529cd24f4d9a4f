// clean: /ok /small /500
import { Agent, Response, fetch } from 'undici';

async function open(source: string): Promise<Response> {
  const dispatcher = new Agent({ headersTimeout: 5_000 });
  try {
    const res = await fetch(source, { dispatcher });
    const bytes = await res.arrayBuffer();
    return new Response(bytes, { status: res.status });
  } finally {
    await dispatcher.close();
  }
}

export async function main(url: string): Promise<void> {
  const res = await open(url);
  console.log(res.status, (await res.arrayBuffer()).byteLength);
}
