export class HttpError extends Error {
  constructor(
    message: string,
    readonly response: Response,
  ) {
    super(message);
  }

  async detail(): Promise<string> {
    return (await this.response.text()).slice(0, 100);
  }
}
