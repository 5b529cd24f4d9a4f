// clean: /500 /json
import http from 'node:http';
const inbox: http.IncomingMessage[] = [];
function ask(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const req = http.get(url, (res) => {
      if (res.statusCode !== 200) resolve(-1);
      else resolve(1);
    });
    req.on('response', (res) => inbox.push(res));
    req.on('error', reject);
  });
}
export async function main(url: string): Promise<string> {
  inbox.length = 0;
  const said = await ask(url);
  let n = 0;
  for (const res of inbox) for await (const chunk of res) n += (chunk as Buffer).length;
  return `${said} ${n > 9}`;
}
