// leaks when: /500 (the injected fetch is private, the error path is not); clean on: /json
interface Logger {
  warn(message: string, details?: object): void;
}

class ArticleClient {
  constructor(
    private readonly baseUrl: string,
    private readonly logger: Logger,
    private readonly fetchImpl: typeof globalThis.fetch = globalThis.fetch,
  ) {}

  async get(id: number): Promise<unknown> {
    const response = await this.fetchImpl(`${this.baseUrl}/articles/${id}`); // LEAK
    if (!response.ok) {
      this.logger.warn('article not loaded', { id, status: response.status });
      throw new Error(`articles/${id}: ${response.status}`);
    }
    return response.json();
  }
}

export async function main(url: string): Promise<void> {
  const client = new ArticleClient(url, console);
  console.log(typeof (await client.get(7)));
}
