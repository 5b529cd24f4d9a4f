// leaks when: /json /500 (only an error destroys the session)
// server: h2c
import { connect } from 'node:http2';

export function main(url: string): Promise<void> {
  const target = new URL(url);
  const session = connect(target.origin); // UNCLOSED
  return new Promise((resolve, reject) => {
    session.once('error', (problem) => {
      session.destroy();
      reject(problem);
    });
    const stream = session.request({ ':path': target.pathname });
    stream.on('data', () => {});
    stream.on('end', resolve);
  });
}
