// clean: /json /500
import { Pool } from 'undici';

class StatusService {
  private pool: Pool | null = null;

  start(origin: string): void {
    this.pool = new Pool(origin, { connections: 2 });
  }

  async poll(path: string): Promise<number> {
    if (!this.pool) throw new Error('not started');
    const { statusCode, body } = await this.pool.request({ path, method: 'GET' });
    await body.dump({ limit: 64 * 1024 * 1024 });
    return statusCode;
  }

  async stop(): Promise<void> {
    await this.pool?.close();
    this.pool = null;
  }
}

export async function main(url: string): Promise<void> {
  const { origin, pathname } = new URL(url);
  const service = new StatusService();
  service.start(origin);
  console.log(await service.poll(pathname));
  await service.stop();
}
