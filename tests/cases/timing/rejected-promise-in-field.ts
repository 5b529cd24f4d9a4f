// leaks when: /500 (a rejected promise is assigned and caught further down); clean on: /json
import { request } from 'undici';

class Checks {
  pending: Promise<string> | undefined;
  begin(): void {
    this.pending = this.fail();
  }
  async fail(): Promise<string> {
    throw new Error('bad');
  }
}

export async function main(url: string): Promise<string> {
  const checks = new Checks();
  const { statusCode, body } = await request(url); // LEAK
  checks.begin();
  if (statusCode >= 400) {
    const why = await checks.pending!.catch((error: Error) => error.message);
    return `refused ${why}`;
  }
  await checks.pending!.catch(() => 0);
  return (await body.text()).slice(0, 5);
}
