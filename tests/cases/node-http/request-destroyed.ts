// clean: /ok /500 /late
import http from 'node:http';

/** Whoever cancels destroys the request; what arrives after that has no connection any more. */
function read(url: string, cancelled: Promise<void>): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const req = http.get(url, (res) => {
      if (req.destroyed || req.aborted) {
        resolve(null);
        return;
      }
      let text = '';
      res.setEncoding('utf8').on('data', (part: string) => {
        if (res.destroyed) return;
        text += part;
        if (text.length > 1000) {
          res.destroy();
          resolve(text);
        }
      });
      res.on('end', () => resolve(text));
    });
    req.on('error', (error) => (req.destroyed ? resolve(null) : reject(error)));
    void cancelled.then(() => req.destroy());
  });
}

export async function main(url: string): Promise<void> {
  const text = await read(url, new Promise((resolve) => setTimeout(resolve, 100)));
  console.log(typeof text);
}
