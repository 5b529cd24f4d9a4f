// clean: /500 /json
class HttpError extends Error {
  constructor(readonly response: Response) {
    super(`status ${response.status}`);
  }
}

export async function main(url: string): Promise<void> {
  try {
    const res = await fetch(url);
    if (!res.ok) throw new HttpError(res);
    console.log(typeof (await res.json()));
  } catch (e) {
    if (e instanceof HttpError) console.log((await e.response.text()).length);
    else throw e;
  }
}
