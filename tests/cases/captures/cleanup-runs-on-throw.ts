// clean: /500 /json
class Scope {
  private readonly jobs: Array<() => unknown> = [];

  defer(job: () => unknown): void {
    this.jobs.push(job);
  }

  async close(): Promise<void> {
    for (const job of this.jobs.reverse()) await job();
  }
}

async function load(url: string, scope: Scope): Promise<unknown> {
  const res = await fetch(url);
  scope.defer(() => (res.bodyUsed ? undefined : res.body?.cancel()));
  if (!res.ok) throw new Error(`status ${res.status}`);
  return res.json();
}

export async function main(url: string): Promise<string> {
  const scope = new Scope();
  try {
    return typeof (await load(url, scope));
  } catch (error) {
    return (error as Error).message;
  } finally {
    await scope.close();
  }
}
