// leaks when: /503-x2-then-ok (each answer that the predicate refuses is dropped); clean on: /json
type Send = () => Promise<Response>;

interface Policy {
  readonly attempts: number;
  readonly shouldRetry?: (response: Response) => boolean;
}

async function persist(send: Send, { attempts, shouldRetry = (response) => response.status >= 500 }: Policy): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await send();
    if (attempt >= attempts || !shouldRetry(response)) return response;
  }
}

export async function main(url: string): Promise<void> {
  const response = await persist(() => fetch(url), { attempts: 5 }); // LEAK
  console.log((await response.text()).length);
}
