export class ApiError extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly requestId: string | null,
  ) {
    super(message);
  }

  static from(response: Response): ApiError {
    return new ApiError(
      `${response.status} ${response.statusText}`.trim(),
      response.status,
      response.headers.get('x-request-id'),
    );
  }
}
