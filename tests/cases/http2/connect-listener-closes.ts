// clean: /ok
// server: h2c
import http2 from 'node:http2';

function roundTrip(origin: string): Promise<number> {
  return new Promise((resolve, reject) => {
    http2
      .connect(origin, (session) => {
        session.ping((error, duration) => {
          session.close(() => (error ? reject(error) : resolve(duration)));
        });
      })
      .on('error', reject);
  });
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await roundTrip(new URL(url).origin)));
}
