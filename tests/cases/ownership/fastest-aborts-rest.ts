// clean: /lag-a /lag-b
async function fastest(urls: string[]): Promise<string> {
  const attempts = urls.map((url) => ({ url, controller: new AbortController() }));
  try {
    return await Promise.any(
      attempts.map(async ({ url, controller }) => {
        const response = await fetch(url, { signal: controller.signal });
        const text = await response.text();
        if (!response.ok) throw new Error(`${response.status}`);
        return text;
      }),
    );
  } finally {
    for (const { controller } of attempts) controller.abort();
  }
}

export async function main(url: string): Promise<void> {
  console.log((await fastest([`${url}/a`, `${url}/b`])).length > 0);
}
