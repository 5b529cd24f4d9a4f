// reuses when: never
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
  if (error !== undefined) throw new Error(`${response.status} ${error}`);
  console.log(data);
}
