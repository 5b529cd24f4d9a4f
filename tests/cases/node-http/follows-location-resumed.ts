// clean: /302 /json
import http from 'node:http';

function get(target: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const req = http.get(target, (res) => {
      const { statusCode = 0, headers } = res;
      if (statusCode >= 300 && statusCode < 400 && headers.location) {
        res.resume();
        get(new URL(headers.location, target).href).then(resolve, reject);
        return;
      }
      let text = '';
      res.on('data', (chunk) => (text += chunk));
      res.on('end', () => resolve(text));
    });
    req.on('error', reject);
  });
}

export async function main(url: string): Promise<void> {
  console.log((await get(url)).length);
}
