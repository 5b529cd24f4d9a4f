// leaks when: /ok /500 (of two listeners one takes notes and the other a header)
import http, { type IncomingMessage } from 'node:http';

const note = ({ statusCode, headers }: IncomingMessage): void => console.log(statusCode, typeof headers.date);

export const main = (url: string): Promise<void> =>
  new Promise((done) => {
    const req = http.get(url, (res) => { // LEAK
      console.log(res.headers['content-type']);
      done();
    });
    req.once('response', note);
  });
