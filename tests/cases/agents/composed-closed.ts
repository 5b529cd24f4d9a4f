// clean: /json /redirect
import { Agent, interceptors, request } from 'undici';

export async function main(url: string): Promise<void> {
  const agent = new Agent().compose(interceptors.redirect({ maxRedirections: 2 }));
  const { body } = await request(url, { dispatcher: agent });
  console.log((await body.text()).length);
  await agent.close();
}
