// clean: /ok /500
import http from 'node:http';

let completed = 0;

function load(url: string, done: (err: Error | null, size?: number) => void): void {
  http.get(url, (res) => {
    let size = 0;
    res.on('data', (part: Buffer) => { size += part.length; });
    res.on('end', () => {
      completed += 1;
      if (res.statusCode === 200) done(null, size);
      else done(new Error(`status ${res.statusCode}`));
    });
  }).on('error', done);
}

export function main(url: string): Promise<string> {
  completed = 0;
  return new Promise((resolve) => load(url, (err, size) => resolve(`${completed} ${err ? err.message : size! > 0}`)));
}
