// leaks when: /500 /404 /json
async function send(url: string, { limit, ...rest }: RequestInit & { limit?: number } = {}): Promise<Response> {
  const timer = limit === undefined ? undefined : new AbortController();
  const signal = timer?.signal ?? rest.signal ?? null;
  return fetch(url, { ...rest, signal });
}

export async function main(url: string): Promise<void> {
  const controller = new AbortController();
  const response = await send(url, { signal: controller.signal }); // LEAK
  const { status } = response;
  console.log(status, controller.signal.aborted);
}
