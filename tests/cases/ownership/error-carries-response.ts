// clean: /json /500
class HttpError extends Error {
  constructor(readonly response: Response) {
    super(`HTTP ${response.status}`);
  }
}

async function get(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new HttpError(response);
  return response;
}

export async function main(url: string): Promise<void> {
  try {
    const response = await get(url);
    console.log(typeof (await response.json()));
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    const { code } = (await error.response.json()) as { code: string };
    console.log(error.message, code);
  }
}
