/** A service answered with something other than success. */
export class ServiceError extends Error {
  constructor(
    readonly service: string,
    readonly status: number,
  ) {
    super(`${service} answered ${status}`);
    this.name = 'ServiceError';
  }
}
