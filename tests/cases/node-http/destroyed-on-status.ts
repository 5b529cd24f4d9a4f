// clean: /json /500
import http from 'node:http';

function fetchText(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const req = http.get(url, { headers: { accept: 'application/json' } });
    req.setTimeout(3000, () => req.destroy(new Error('timeout')));
    req.on('error', reject);
    req.on('response', async (res) => {
      if (res.statusCode !== 200) {
        req.destroy(new Error(`bad status ${res.statusCode}`));
        return;
      }
      let text = '';
      try {
        for await (const chunk of res.setEncoding('utf8')) text += chunk;
        resolve(text);
      } catch (error) {
        reject(error as Error);
      }
    });
  });
}

export async function main(url: string): Promise<void> {
  try {
    console.log((await fetchText(url)).length);
  } catch (error) {
    console.log((error as Error).message);
  }
}
