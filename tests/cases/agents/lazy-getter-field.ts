// clean: /json /500
import http from 'node:http';

class Downloader {
  static #agent: http.Agent | null = null;

  static get agent(): http.Agent {
    if (Downloader.#agent === null) Downloader.#agent = new http.Agent({ keepAlive: true });
    return Downloader.#agent;
  }

  size(source: string): Promise<number> {
    return new Promise((resolve, reject) => {
      http
        .get(source, { agent: Downloader.agent }, (incoming) => {
          let n = 0;
          incoming.on('data', (part: Buffer) => (n += part.length));
          incoming.on('end', () => resolve(n));
        })
        .on('error', reject);
    });
  }
}

export async function main(url: string): Promise<void> {
  console.log(await new Downloader().size(url));
}
