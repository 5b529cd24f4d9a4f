// clean: /ok /500
class Client {
  async send(initial: Request, retries = 2): Promise<Response> {
    let request = initial.clone();
    for (;;) {
      const res = await fetch(request, { redirect: 'manual' });
      if (!res.headers.has('location') || retries-- <= 0) return res;
      await res.body?.cancel();
      request = new Request(new URL(res.headers.get('location') ?? '', res.url), { method: request.method, headers: request.headers });
    }
  }
}

async function exists(client: Client, url: string): Promise<boolean> {
  const res = await client.send(new Request(url, { method: 'HEAD' }));
  return res.status >= 200 && res.status < 400;
}

export async function main(url: string): Promise<void> {
  console.log(await exists(new Client(), url));
}
