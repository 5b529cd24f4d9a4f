// clean: /503-then-ok /json
import { request, type Dispatcher } from 'undici';
async function withRetry(send: () => Promise<Dispatcher.ResponseData>, retries = 3): Promise<Dispatcher.ResponseData> {
  let failure: unknown;
  for (let attempt = 0; attempt <= retries; attempt++) {
    try {
      const response = await send();
      if (response.statusCode >= 500) await response.body.dump({ limit: 1 });
      if (response.statusCode >= 500) throw new Error(`status ${response.statusCode}`);
      return response;
    } catch (error) {
      failure = error;
      await new Promise((r) => setTimeout(r, 5));
    }
  }
  throw failure;
}
export async function main(url: string): Promise<void> {
  const { body } = await withRetry(() => request(url));
  console.log((await body.text()).length > 0);
}
