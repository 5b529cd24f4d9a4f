export class ApiError extends Error {
  private constructor(
    readonly status: number,
    readonly details: string,
  ) {
    super(`request failed with ${status}`);
  }

  static async from(res: Response): Promise<ApiError> {
    const details = await res.text().catch(() => '');
    return new ApiError(res.status, details.slice(0, 200));
  }
}
