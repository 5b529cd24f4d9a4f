// clean: /500 /json
class ApiError extends Error {
  constructor(readonly response: Response) {
    super(`HTTP ${response.status}`);
  }
}

async function load(source: string): Promise<string> {
  try {
    const answer = await fetch(source);
    if (!answer.ok) throw new ApiError(answer);
    return (await answer.text()).slice(0, 5);
  } catch (error) {
    throw new Error('load', { cause: error });
  }
}

export async function main(url: string): Promise<string> {
  try {
    return await load(url);
  } catch (error) {
    const { response } = (error as Error).cause as ApiError;
    return (await response.text()).slice(0, 5);
  }
}
