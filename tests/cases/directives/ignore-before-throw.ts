// leaks when: /500 (a constructor is called with one argument too many); clean on: /json
class ApiError extends Error {
  constructor(readonly status: number) {
    super(`status ${status}`);
  }
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  if (!res.ok)
    // @ts-ignore the next major version takes the address as well
    throw new ApiError(res.status, url);
  return typeof (await res.json());
}

export async function main(url: string): Promise<unknown> {
  return load(url).catch((error: Error) => error.message);
}
