// clean: /503-x2-then-ok /json
interface Policy {
  readonly attempts: number;
  readonly shouldRetry?: (response: Response) => boolean;
}

async function persist(send: () => Promise<Response>, { attempts, shouldRetry = (response) => response.status >= 500 }: Policy): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await send();
    if (attempt >= attempts || !shouldRetry(response)) return response;
    await response.body?.cancel();
  }
}

export async function main(url: string): Promise<void> {
  const response = await persist(() => fetch(url), { attempts: 5 });
  console.log((await response.text()).length);
}
