// leaks when: /json /500 (only the call that asks for the response gets it)
import http from 'node:http';

interface Options {
  readonly raw?: boolean;
}

function send(url: string, options: Options = {}): Promise<{ statusCode?: number }> {
  const { raw } = options;
  return new Promise((resolve, reject) => {
    if (raw) http.get(url, resolve).on('error', reject);
    else http.get(url, (res) => res.resume().on('end', () => resolve({ statusCode: 1 }))).on('error', reject);
  });
}

export async function main(url: string): Promise<number> {
  const first = await send(url);
  const second = await send(url, { raw: true }); // LEAK
  return Number(first.statusCode) + Number(second.statusCode);
}
