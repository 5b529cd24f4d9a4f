// clean: /404 /500 /json
async function getJson(source: string, timeoutMs = 4_000): Promise<unknown> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), timeoutMs);
  try {
    const res = await fetch(source, { signal: controller.signal });
    if (!res.ok) return null;
    return await res.json();
  } finally {
    clearTimeout(timer);
    controller.abort();
  }
}

export async function main(url: string): Promise<void> {
  console.log((await getJson(url)) === null);
}
