// leaks when: /202 /500 (202 has a body, unlike 204); clean on: /204 /200
async function enqueue(api: string): Promise<unknown> {
  const res = await fetch(`${api}/jobs`, { method: 'POST', body: '{}' }); // LEAK
  switch (res.status) {
    case 202:
    case 204:
      return undefined;
    case 200:
      return res.json();
    default:
      throw new Error(`job refused: ${res.statusText || res.status}`);
  }
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await enqueue(url)));
}
