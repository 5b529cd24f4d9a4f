// leaks when: /json /500 (a readiness probe polls for ok)
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function waitForServer(url: string, { timeout = 80, interval = 20 } = {}): Promise<boolean> {
  const deadline = Date.now() + timeout;
  while (Date.now() < deadline) {
    try {
      const res = await fetch(`${url}/healthz`); // LEAK
      if (res.ok) return true;
    } catch {
      // not up yet
    }
    await sleep(interval);
  }
  return false;
}

export async function main(url: string): Promise<void> {
  console.log(await waitForServer(url));
}
