// leaks when: /500 (a static factory keeps only the status); clean on: /json
class ApiError extends Error {
  constructor(readonly status: number) {
    super(`status ${status}`);
  }

  static from(res: Response): ApiError {
    return new ApiError(res.status);
  }
}

export async function main(url: string): Promise<void> {
  const res = await fetch(url); // LEAK
  if (!res.ok) throw ApiError.from(res);
  console.log(typeof (await res.json()));
}
