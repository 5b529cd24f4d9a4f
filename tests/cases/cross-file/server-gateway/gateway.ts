import type { ServerResponse } from 'node:http';

export async function forward(target: string, res: ServerResponse): Promise<void> {
  const upstream = await fetch(target); // LEAK
  if (upstream.status >= 500) {
    res.writeHead(502, { 'content-type': 'application/json' });
    res.end(JSON.stringify({ error: 'bad gateway', upstream: upstream.status }));
    return;
  }
  res.writeHead(upstream.status);
  for await (const chunk of upstream.body ?? []) res.write(chunk);
  res.end();
}
