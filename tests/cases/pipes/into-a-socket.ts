// leaks when: /ok (the other end of the socket closes it); clean on: /small
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';

export async function main(url: string): Promise<void> {
  const server = net.createServer((socket) => {
    http.get(url, (reply) => { // LEAK
      reply.pipe(socket);
    });
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const visit = net.connect(port, '127.0.0.1');
  await new Promise((resolve) => visit.once('data', resolve));
  visit.destroy();
  await new Promise((resolve) => setTimeout(resolve, 100));
  server.close();
}
