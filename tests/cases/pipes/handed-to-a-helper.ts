// leaks when: /ok (the handler gives the response to a function, which pipes into it; its client leaves)
import http from 'node:http';
import type { AddressInfo } from 'node:net';

function relay(target, response) {
  http.get(target, (upstream) => { // LEAK
    response.writeHead(upstream.statusCode);
    upstream.pipe(response);
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
