// clean: /500 /json
function fail(status: number): never {
  throw new Error(`status ${status}`);
}
function check(res: Response): void {
  if (!res.ok) fail(res.status);
}
export async function main(url: string): Promise<string> {
  const res = await fetch(url);
  try {
    check(res);
    return (await res.text()).slice(0, 5);
  } catch (error) {
    return (error as Error).message + (await res.text()).slice(0, 5);
  }
}
