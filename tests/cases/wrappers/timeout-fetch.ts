// leaks when: /500 (the caller of the timeout wrapper gives up on a bad status); clean on: /json
async function fetchWithTimeout(url: string, { timeout = 8000, ...init }: RequestInit & { timeout?: number } = {}): Promise<Response> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), timeout);
  try {
    return await fetch(url, { ...init, signal: controller.signal });
  } finally {
    clearTimeout(timer);
  }
}

export async function listItems(url: string): Promise<unknown[]> {
  const response = await fetchWithTimeout(`${url}/items`, { timeout: 3000 }); // LEAK
  if (!response.ok) {
    console.warn(`items unavailable: ${response.status}`);
    return [];
  }
  const { items } = (await response.json()) as { items: unknown[] };
  return items;
}

export async function main(url: string): Promise<void> {
  console.log((await listItems(url)).length);
}
