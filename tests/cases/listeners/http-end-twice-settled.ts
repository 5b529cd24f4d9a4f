// leaks when: /500 (fails on the status with the end listener standing); clean on: /ok
import http from 'node:http';

export async function main(url: string): Promise<string> {
  const log: string[] = [];
  await new Promise<void>((done) => {
    http.get(url, (res) => { // LEAK
      res.on('end', () => { log.push('complete'); done(); });
      res.on('close', () => log.push('closed'));
      if ((res.statusCode ?? 0) >= 500) {
        log.push(`failed ${res.statusCode}`);
        done();
        return;
      }
      res.resume();
    });
  });
  await new Promise((ok) => setTimeout(ok, 250));
  return log.filter((line) => line !== 'closed').join();
}
