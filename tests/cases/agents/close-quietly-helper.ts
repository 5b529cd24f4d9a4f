// clean: /json /500
import { Agent, request, type Dispatcher } from 'undici';

async function closeQuietly(dispatcher: Dispatcher): Promise<void> {
  try {
    await dispatcher.close();
  } catch (problem) {
    console.warn('close failed', problem);
  }
}

export async function main(url: string): Promise<void> {
  const agent = new Agent();
  const { body } = await request(url, { dispatcher: agent });
  console.log((await body.text()).length);
  await closeQuietly(agent);
}
