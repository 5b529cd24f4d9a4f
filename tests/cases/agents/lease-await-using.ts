// clean: /json /500 /refuse
import { Agent, request, type Dispatcher } from 'undici';

class AgentLease implements AsyncDisposable {
  readonly dispatcher: Dispatcher = new Agent({ pipelining: 0 });

  async [Symbol.asyncDispose](): Promise<void> {
    await this.dispatcher.destroy();
  }
}

export async function main(url: string): Promise<void> {
  await using lease = new AgentLease();
  const { statusCode, body } = await request(url, { dispatcher: lease.dispatcher });
  console.log(statusCode, (await body.bytes()).byteLength);
}
