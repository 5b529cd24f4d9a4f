// leaks when: /500 (the error takes the response in its constructor, but keeps its status only); clean on: /json
class HttpError extends Error {
  readonly status: number;

  constructor(res: Response) {
    super(`status ${res.status}`);
    this.status = res.status;
  }
}

export async function main(url: string): Promise<void> {
  const res = await fetch(url); // LEAK
  if (!res.ok) throw new HttpError(res);
  console.log(typeof (await res.json()));
}
