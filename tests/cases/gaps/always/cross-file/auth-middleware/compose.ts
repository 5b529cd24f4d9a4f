export type Handler = (request: Request) => Promise<Response>;
export type Middleware = (request: Request, next: Handler) => Promise<Response>;

export const compose = (middlewares: Middleware[], handler: Handler): Handler =>
  middlewares.reduceRight<Handler>((next, middleware) => (request) => middleware(request, next), handler);
