// leaks when: /ok /500 (two decorators around fetch, the status at the end)
type Fetch = (target: string, init?: RequestInit) => Promise<Response>;

const withToken =
  (next: Fetch, token: string): Fetch =>
  (target, init = {}) =>
    next(target, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } });

function withTiming(next: Fetch): Fetch {
  return async (target, init) => {
    const started = performance.now();
    try {
      return await next(target, init);
    } finally {
      console.debug('took', performance.now() - started > -1);
    }
  };
}

const call = withTiming(withToken(fetch, 't0'));

export async function main(url: string): Promise<void> {
  const res = await call(`${url}/ping`, { method: 'POST' }); // LEAK
  console.log(res.status);
}
