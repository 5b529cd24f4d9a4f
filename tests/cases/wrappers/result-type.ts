// leaks when: /404 (the happy branch of the result holds a response with a bad status); clean on: /json
type Result<T> = { ok: true; value: T } | { ok: false; error: Error };

async function attempt<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return { ok: false, error: error as Error };
  }
}

async function manifest(url: string): Promise<unknown> {
  const result = await attempt(() => fetch(`${url}/manifest.json`)); // LEAK
  if (!result.ok) {
    console.error(result.error.message);
    return null;
  }
  const response = result.value;
  if (response.status === 404) return null;
  return response.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await manifest(url)));
}
