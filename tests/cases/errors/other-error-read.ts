// clean: /500 /json
class TimeoutError extends Error {}

class ApiError extends Error {
  readonly retries = 0;

  constructor(readonly response: Response) {
    super(`HTTP ${response.status}`);
  }
}

async function load(source: string): Promise<string> {
  const answer = await fetch(source);
  if (!answer.ok) throw new ApiError(answer);
  return (await answer.text()).slice(0, 5);
}

export async function main(url: string): Promise<string> {
  try {
    return await load(url);
  } catch (error) {
    if (error instanceof TimeoutError) return 'late';
    if ((error as NodeJS.ErrnoException).code === 'ECONNREFUSED') return 'down';
    return (await (error as ApiError).response.text()).slice(0, 5);
  }
}
