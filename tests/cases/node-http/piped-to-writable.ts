// clean: /ok /500 /huge
import http from 'node:http';
import { Writable, pipeline } from 'node:stream';

function download(target: string, sink: Writable, done: (err?: Error | null) => void): void {
  http
    .get(target, (res) => {
      if (res.statusCode !== 200) {
        res.destroy();
        done(new Error(`status ${res.statusCode}`));
        return;
      }
      pipeline(res, sink, done);
    })
    .on('error', done);
}

export async function main(url: string): Promise<void> {
  const sink = new Writable({ write: (_chunk, _enc, next) => next() });
  const problem = await new Promise<Error | null | undefined>((resolve) => download(url, sink, resolve));
  console.log(problem?.message ?? 'stored');
}
