// reuses when: /404 /500 /502 /flaky (the failure was read for its text); clean on: /json /json-error /bad-json /text /empty /204
interface Result<T> {
  readonly data: T | undefined;
  readonly error: string | undefined;
  readonly response: Response;
}

async function send<T>(url: string): Promise<Result<T>> {
  const response = await fetch(url);
  if (!response.ok) return { data: undefined, error: await response.text(), response };
  return { data: (await response.text()) as T, error: undefined, response };
}

export async function main(url: string): Promise<void> {
  const { data, error, response } = await send<string>(url);
  if (error !== undefined) throw new Error(await response.text()); // REUSE
  console.log(data);
}
