// clean: /json /500
import http from 'node:http';
import { on, once } from 'node:events';
export async function main(url: string): Promise<string> {
  const req = http.get(url);
  const [res] = (await once(req, 'response')) as [http.IncomingMessage];
  let size = 0;
  for await (const [part] of on(res, 'data', { close: ['end'] })) size += (part as Buffer).length;
  return `${res.statusCode} ${size > 0}`;
}
