// clean: /json /500
// server: h2c
import { connect } from 'node:http2';
import { text } from 'node:stream/consumers';

export async function main(url: string): Promise<void> {
  const target = new URL(url);
  const session = connect(target.origin);
  const stream = session.request({ ':path': target.pathname });
  stream.once('close', () => session.close());
  console.log((await text(stream)).length);
}
