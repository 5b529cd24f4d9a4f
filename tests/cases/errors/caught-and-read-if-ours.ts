// clean: /500 /json
class ResponseError extends Error {
  readonly response: Response;
  readonly kind = 'response';

  constructor(response: Response) {
    super(response.statusText);
    this.response = response;
  }
}

const isOurs = (error: unknown): error is ResponseError => (error as ResponseError).kind === 'response';

export async function main(url: string): Promise<void> {
  try {
    const response = await fetch(url);
    if (!response.ok) throw new ResponseError(response);
    console.log(typeof (await response.json()));
  } catch (error) {
    if (isOurs(error)) {
      console.error((await error.response.text()).length);
      return;
    }
    console.error((error as Error).message);
  }
}
