// clean: /404 /json
class HttpError extends Error {
  constructor(readonly response: Response) {
    super(`HTTP ${response.status}`);
  }
}

async function load(source: string): Promise<unknown> {
  const answer = await fetch(source);
  if (!answer.ok) throw new HttpError(answer);
  return answer.json();
}

export async function main(url: string): Promise<void> {
  try {
    console.log(typeof (await load(url)));
  } catch (problem) {
    if (problem instanceof HttpError && problem.response.status === 404) {
      await problem.response.body?.cancel();
      console.log('not there');
      return;
    }
    throw problem;
  }
}
