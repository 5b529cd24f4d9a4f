// clean: /500 /json
class ApiError extends Error {
  constructor(private readonly response: Response) {
    super(`HTTP ${response.status}`);
  }

  async details(): Promise<string> {
    return (await this.response.text()).slice(0, 5);
  }
}

async function load(source: string): Promise<string> {
  const answer = await fetch(source);
  if (!answer.ok) throw new ApiError(answer);
  return (await answer.text()).slice(0, 5);
}

export async function main(url: string): Promise<string> {
  return load(url).catch((error: unknown) => {
    if (error instanceof ApiError) return error.details();
    throw error;
  });
}
