// clean: /json /500 /404
class BodyGuard implements AsyncDisposable {
  constructor(readonly response: Response) {}

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.response.body && !this.response.bodyUsed) {
      await this.response.body.cancel();
    }
  }
}

async function settings(url: string): Promise<Record<string, unknown> | undefined> {
  await using guard = new BodyGuard(await fetch(url));
  const { response } = guard;
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Error(`settings: ${response.status}`);
  return (await response.json()) as Record<string, unknown>;
}

export async function main(url: string): Promise<void> {
  console.log(Object.keys((await settings(url)) ?? {}).length > 0);
}
