// leaks when: /401-then-ok (the expired answer is dropped before the retry); clean on: /json
class ApiClient {
  #accessToken: string | null = null;

  constructor(private readonly base: string) {}

  private async refresh(): Promise<void> {
    const response = await fetch(`${this.base}/token`, { method: 'POST' });
    const { access_token } = (await response.json()) as { access_token: string };
    this.#accessToken = access_token;
  }

  async request<T>(path: string, init: RequestInit = {}, retry = true): Promise<T> {
    const response = await fetch(this.base + path, { // LEAK
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${this.#accessToken}` },
    });
    if (response.status === 401 && retry) {
      await this.refresh();
      return this.request<T>(path, init, false);
    }
    const data = (await response.json()) as T & { message?: string };
    if (!response.ok) throw new Error(data.message ?? 'request failed');
    return data;
  }
}

export async function main(url: string): Promise<void> {
  const client = new ApiClient(url);
  console.log((await client.request<{ count: number }>('/things')).count);
}
