// clean: /ok /500 (the callback lets the message flow)
import http, { type IncomingMessage } from 'node:http';

function head(url: string, cb: (error: Error | null, res?: IncomingMessage) => void): void {
  http.get(url, (res) => {
    if (res.statusCode !== 200) {
      res.once('end', () => cb(new Error('refused')));
      res.resume();
      return;
    }
    cb(null, res);
  });
}

export function main(url: string): Promise<void> {
  return new Promise((done) => {
    head(url, (error, res) => {
      console.log(error ? error.message : typeof res!.headers.date);
      res?.resume();
      done();
    });
  });
}
