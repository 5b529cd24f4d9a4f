export type Next = (url: string, init?: RequestInit) => Promise<Response>;
export type Middleware = (next: Next) => Next;

export const logging =
  (log: (line: string) => void): Middleware =>
  (next) =>
  async (url, init) => {
    const started = performance.now();
    const response = await next(url, init);
    log(`${init?.method ?? 'GET'} ${response.status} ${performance.now() - started < 60_000 ? 'fast' : 'slow'}`);
    return response;
  };

export const withHeaders =
  (extra: Record<string, string>): Middleware =>
  (next) =>
  (url, init) =>
    next(url, { ...init, headers: { ...extra, ...(init?.headers as Record<string, string>) } });

export const applyMiddleware = (...middlewares: Middleware[]) => (base: Next): Next =>
  middlewares.reduceRight((next, middleware) => middleware(next), base);
