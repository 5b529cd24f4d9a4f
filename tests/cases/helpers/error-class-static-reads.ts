// clean: /json /500
class ApiError extends Error {
  constructor(readonly status: number, readonly detail: string) {
    super(`status ${status}`);
  }

  static async from(res: Response): Promise<ApiError> {
    return new ApiError(res.status, await res.text());
  }
}

export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  if (!res.ok) throw await ApiError.from(res);
  console.log(typeof (await res.json()));
}
