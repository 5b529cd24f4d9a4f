// clean: /302
import http from 'node:http';

class Reply {
  constructor(readonly message: http.IncomingMessage) {}
  async text() {
    let all = '';
    for await (const piece of this.message) all += piece;
    return all.length > 0;
  }
}

const send = (address: string) =>
  new Promise<Reply>((resolve, reject) => {
    http.get(address, (message) => resolve(new Reply(message))).on('error', reject);
  });

export async function main(url: string): Promise<boolean> {
  let reply = await send(url);
  for (let hop = 0; hop < 3 && reply.message.statusCode === 302; hop += 1) {
    await reply.text();
    reply = await send(new URL(reply.message.headers.location!, url).href);
  }
  return reply.text();
}
