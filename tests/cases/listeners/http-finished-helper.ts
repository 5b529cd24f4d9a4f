// leaks when: /500 (stream.finished tells when the message is over: never); clean on: /ok
import http, { type IncomingMessage } from 'node:http';
import { finished } from 'node:stream';

const events: string[] = [];

function handle(res: IncomingMessage, done: (text: string) => void): void {
  finished(res, (error) => events.push(error ? 'broken' : 'finished'));
  if (res.statusCode === 500) {
    done('bad');
  } else {
    res.on('data', () => undefined);
    res.once('end', () => done('good'));
  }
}

export async function main(url: string): Promise<string> {
  events.length = 0;
  const said = await new Promise<string>((done) => {
    http.get(url, (res) => handle(res, done)); // LEAK
  });
  await new Promise((ok) => setTimeout(ok, 250));
  return `${said} ${events.join()}`;
}
