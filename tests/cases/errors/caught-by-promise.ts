// leaks when: /500 (the handler of the rejection drops the error that has the response); clean on: /json
class ApiError extends Error {
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
  return load(url).catch(() => ''); // LEAK
}
