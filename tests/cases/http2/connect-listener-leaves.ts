// leaks when: /ok (the listener asks once and closes nothing)
// server: h2c
import http2 from 'node:http2';

function roundTrip(origin: string): Promise<number> {
  return new Promise((resolve, reject) => {
    http2.connect(origin, (session) => { // UNCLOSED
      session.ping((error, duration) => (error ? reject(error) : resolve(duration)));
    });
  });
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await roundTrip(new URL(url).origin)));
}
