// leaks when: /500 (a status error is swallowed); clean on: /json
class StatusError extends Error {
  constructor(readonly status: number) {
    super(`HTTP ${status}`);
  }
}

async function load(api: string): Promise<unknown> {
  try {
    const res = await fetch(api); // LEAK
    if (!res.ok) throw new StatusError(res.status);
    return await res.json();
  } catch (e) {
    if (e instanceof StatusError && e.status === 500) return null;
    throw e;
  }
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
