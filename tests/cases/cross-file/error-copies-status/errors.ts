export class HttpError extends Error {
  readonly status: number;
  readonly requestId: string | null;

  constructor(res: Response) {
    super(`${res.status} ${res.statusText}`);
    this.status = res.status;
    this.requestId = res.headers.get('x-request-id');
  }
}
