// clean: /ok /500
import http from 'node:http';
import { finished, PassThrough } from 'node:stream';

export async function main(url: string): Promise<string> {
  let ends = 0;
  const size = await new Promise<number>((resolve, reject) => {
    http.get(url, (res) => {
      const sink = new PassThrough();
      let total = 0;
      sink.on('data', (part: Buffer) => { total += part.length; });
      finished(res, () => { ends += 1; });
      finished(sink, (error) => (error ? reject(error) : resolve(total)));
      res.pipe(sink);
    });
  });
  return `${size > 0} ${ends}`;
}
