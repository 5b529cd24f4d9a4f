// reuses when: never
import http from 'node:http';

async function collect(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).length;
}

export function main(url) {
  return new Promise((resolve, reject) => {
    const request = http.get(url, { agent: false }, async (res) => {
      const report = await collect(res);
      console.debug('health', res.statusCode, report);
      resolve({ report });
    });
    request.on('error', reject);
  });
}
