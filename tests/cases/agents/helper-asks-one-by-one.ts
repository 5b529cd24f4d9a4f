// leaks when: /json /500 (an agent is made for each run)
import http from 'node:http';
function get(url: string, agent: http.Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    http
      .get(url, { agent }, (res) => {
        res.resume();
        res.on('end', () => resolve(res.statusCode ?? 0));
      })
      .on('error', reject);
  });
}
export async function main(url: string): Promise<void> {
  const agent = new http.Agent({ keepAlive: true }); // UNCLOSED
  for (const name of ['a', 'b']) console.log(name, await get(`${url}/${name}`, agent));
}
