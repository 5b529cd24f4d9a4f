// leaks when: /404 (the error keeps the response, and who catches it asks for the status only); clean on: /json
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
    console.log(typeof (await load(url))); // LEAK
  } catch (problem) {
    if (problem instanceof HttpError && problem.response.status === 404) {
      console.log('not there');
      return;
    }
    throw problem;
  }
}
