// leaks when: /json /500 (exists() looks at the status of the inherited send); clean on: /204
import { BaseClient } from './base.js';

class OrdersClient extends BaseClient {
  protected readonly prefix = 'orders';

  async exists(id: string): Promise<boolean> {
    const response = await this.send(`/${id}`); // LEAK
    return response.status === 200;
  }

  list(): Promise<{ items: unknown[] }> {
    return this.json('/');
  }
}

export async function main(url: string): Promise<void> {
  const orders = new OrdersClient(url);
  console.log(await orders.exists('a1'));
}
