// clean: /401 /small
type Job = () => Promise<unknown> | undefined;

async function authorized(url: string, later: Job[]): Promise<string> {
  let res = await fetch(url);
  const first = res;
  later.push(() => first.body?.cancel());
  if (res.status === 401) {
    const second = await fetch(new URL('/json', url));
    later.push(() => second.body?.cancel());
    res = second;
  }
  return res.headers.get('content-type') ?? 'none';
}

export async function main(url: string): Promise<string> {
  const later: Job[] = [];
  const type = await authorized(url, later);
  for (const job of later) await job();
  return `${type} ${later.length}`;
}
