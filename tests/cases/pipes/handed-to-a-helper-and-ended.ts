// clean: /ok (the function ends the body when the response closes)
import http from 'node:http';
import type { AddressInfo } from 'node:net';

function relay(target, response) {
  http.get(target, (upstream) => {
    response.writeHead(upstream.statusCode);
    upstream.pipe(response);
    response.on('close', () => upstream.destroy());
  });
}

export async function main(url: string) {
  const server = http.createServer((request, response) => relay(url, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => {
    const visit = http.get({ port, agent: false }, (page) => {
      page.on('error', () => undefined);
      page.once('data', () => {
        visit.destroy();
        setTimeout(resolve, 60);
      });
    });
    visit.on('error', () => undefined);
  });
  server.close();
}
