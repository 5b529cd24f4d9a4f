// leaks when: /500 (the response leaves in an error that is only logged); clean on: /json
class ResponseError extends Error {
  readonly response: Response;
  readonly status: number;

  constructor(response: Response) {
    super(response.statusText);
    this.response = response;
    this.status = response.status;
  }
}

export async function main(url: string): Promise<void> {
  try {
    const response = await fetch(url); // LEAK
    if (response.status >= 400) throw new ResponseError(response);
    console.log(typeof (await response.json()));
  } catch (error) {
    if (error instanceof ResponseError) console.error(error.status);
    else console.error((error as Error).message);
  }
}
