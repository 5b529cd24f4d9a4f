// leaks when: /json /500 (unreferenced sockets stay open all the same)
// server: h2c
import { connect } from 'node:http2';
import { once } from 'node:events';

export async function main(url: string): Promise<void> {
  const target = new URL(url);
  const session = connect(target.origin); // UNCLOSED
  session.on('error', (problem) => console.error(problem));
  await once(session, 'connect');
  const stream = session.request({ ':path': target.pathname }).resume();
  await once(stream, 'end');
  stream.close();
}
