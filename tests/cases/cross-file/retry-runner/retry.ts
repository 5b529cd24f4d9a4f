export interface RetryOptions {
  retries: number;
  delayMs: number;
  shouldRetry?: (response: Response) => boolean;
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export async function retrying(
  send: () => Promise<Response>,
  { retries, delayMs, shouldRetry = (r) => r.status === 429 || r.status >= 500 }: RetryOptions,
): Promise<Response> {
  let attempt = 0;
  while (true) {
    const response = await send(); // LEAK #first
    if (attempt >= retries || !shouldRetry(response)) return response;
    attempt += 1;
    await wait(delayMs * attempt);
  }
}
