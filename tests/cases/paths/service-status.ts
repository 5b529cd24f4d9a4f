// leaks when: /json /500 (a status page asks every service)
interface ServiceStatus {
  name: string;
  up: boolean;
  ms: number;
}

async function statusPage(services: Record<string, string>): Promise<ServiceStatus[]> {
  return Promise.all(
    Object.entries(services).map(async ([name, url]) => {
      const started = Date.now();
      try {
        const { ok } = await fetch(url, { signal: AbortSignal.timeout(5000) }); // LEAK
        return { name, up: ok, ms: Date.now() - started };
      } catch {
        return { name, up: false, ms: -1 };
      }
    }),
  );
}

export async function main(url: string): Promise<void> {
  const page = await statusPage({ api: `${url}/api`, web: `${url}/web` });
  console.log(page.map(({ name, up }) => `${name}:${up}`).join(' '));
}
