// leaks when: /500 /json (of a pair one is handed on)
async function pair(url: string): Promise<[number, Response]> {
  const [a, b] = await Promise.all([fetch(`${url}/a`), fetch(`${url}/b`)]); // LEAK
  return [a.status, b];
}
export async function main(url: string): Promise<string> {
  const [status, res] = await pair(url);
  return `${status} ${(await res.text()).length > 9}`;
}
