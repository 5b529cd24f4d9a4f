// clean: /500 /json
class HttpError extends Error {
  constructor(readonly response: Response) {
    super(`status ${response.status}`);
  }
}
function fail(res: Response): never {
  throw new HttpError(res);
}
function check(res: Response): Response {
  if (!res.ok) fail(res);
  return res;
}
export async function main(url: string): Promise<string> {
  try {
    const res = check(await fetch(url));
    return (await res.text()).slice(0, 5);
  } catch (error) {
    return (await (error as HttpError).response.text()).slice(0, 5);
  }
}
