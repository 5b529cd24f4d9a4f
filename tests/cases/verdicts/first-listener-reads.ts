// clean: /500 /ok (the first listener hands the message to who reads it)
import http, { type ClientRequest } from 'node:http';

function drain(req: ClientRequest): void {
  req.on('response', (res) => {
    if (res.statusCode === 500) res.resume();
  });
}

export function main(url: string): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    const req = http.request(url);
    drain(req);
    req.on('response', (res) => {
      if (res.statusCode === 500) return reject(new Error('refused'));
      res.once('end', () => resolve());
      res.resume();
    });
    req.end();
  }).then(() => console.log('read'), (error: Error) => console.log(error.message));
}
