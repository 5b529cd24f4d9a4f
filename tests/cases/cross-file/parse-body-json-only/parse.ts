export async function parseBody<T>(response: Response): Promise<T | undefined> {
  const type = response.headers.get('content-type');
  if (!type?.includes('application/json')) return undefined;
  return (await response.json()) as T;
}
