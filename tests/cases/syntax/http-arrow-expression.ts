// leaks when: /ok /500 (an arrow whose body is the call that settles)
import https from 'node:http';

export const main = (url: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => void https.get(url, (res) => resolve(res.statusCode)).on('error', reject)); // LEAK
