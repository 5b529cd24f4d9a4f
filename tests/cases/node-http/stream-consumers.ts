// clean: /json /500
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

async function call(target: string, payload: unknown): Promise<[number | undefined, string]> {
  const req = request(target, { method: 'PUT', headers: { 'content-type': 'application/json' } });
  req.end(JSON.stringify(payload));
  const [res] = (await once(req, 'response')) as [IncomingMessage];
  return [res.statusCode, await text(res)];
}

export async function main(url: string): Promise<void> {
  const [status, body] = await call(url, { name: 'x' });
  console.log(status, body.length);
}
