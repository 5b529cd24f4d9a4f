// leaks when: /ok /500 (the session stays after the ping)
// server: h2c
import http2 from 'node:http2';

function latency(origin: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const session = http2.connect(origin); // UNCLOSED
    session.once('error', reject);
    session.once('connect', () => {
      session.ping((err, duration) => {
        if (err) reject(err);
        else resolve(duration);
      });
    });
  });
}

export async function main(url: string): Promise<void> {
  console.log((await latency(new URL(url).origin)) >= 0);
}
