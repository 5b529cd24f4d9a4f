// leaks when: /500 (the error gets the status in options, with the url); clean on: /json
class ApiError extends Error {
  readonly status: number;
  constructor(message: string, { status }: { status: number }) {
    super(message);
    this.status = status;
  }
}

export async function main(url: string): Promise<void> {
  const res = await fetch(url); // LEAK
  if (!res.ok) throw new ApiError(`GET ${res.url}`, { status: res.status });
  console.log((await res.text()).length);
}
