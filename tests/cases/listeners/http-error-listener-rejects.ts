// leaks when: /404 (the error listener reports a second failure if the message is destroyed); clean on: /json
import http from 'node:http';

type Done = (error: Error | null, value?: unknown) => void;

function getJson(url: string, done: Done): void {
  http.get(url, function onResponse(res) { // LEAK
    res.on('error', (error) => done(error));
    res.on('aborted', () => done(new Error('aborted')));
    if (res.statusCode !== 200) return done(new Error(`status ${res.statusCode}`));
    let text = '';
    res.setEncoding('utf8').on('data', (part: string) => (text += part));
    res.on('end', () => done(null, JSON.parse(text)));
  });
}

export async function main(url: string): Promise<string> {
  const calls: string[] = [];
  getJson(url, (error, value) => calls.push(error ? error.message : typeof value));
  for (let i = 0; i < 60 && calls.length === 0; i += 1) await new Promise((ok) => setTimeout(ok, 50));
  await new Promise((ok) => setTimeout(ok, 200));
  return calls.join();
}
