export class HttpError extends Error {
  readonly status: number;
  constructor(answer: Response) {
    super(`HTTP ${answer.status} ${answer.statusText}`);
    this.status = answer.status;
  }
}
