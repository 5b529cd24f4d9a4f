// leaks when: /json /500 (a session for each name)
// server: h2c
import { connect } from 'node:http2';
import { text } from 'node:stream/consumers';

export async function main(url: string): Promise<void> {
  const target = new URL(url);
  for (const name of ['a', 'b']) {
    const session = connect(target.origin); // UNCLOSED
    const stream = session.request({ ':path': `${target.pathname}/${name}` });
    console.log((await text(stream)).length);
  }
}
