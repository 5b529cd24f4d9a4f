export class ApiError extends Error {
  private constructor(
    message: string,
    readonly status: number,
    readonly details?: unknown,
  ) {
    super(message);
  }

  static async from(response: Response): Promise<ApiError> {
    const text = await response.text().catch(() => '');
    let details: unknown = text;
    try {
      details = JSON.parse(text);
    } catch {
      // not JSON
    }
    return new ApiError(`Request failed with status ${response.status}`, response.status, details);
  }
}
