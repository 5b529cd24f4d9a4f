// leaks when: /json (the composed dispatcher is left open)
import { Agent, interceptors, request } from 'undici';

export async function main(url: string): Promise<void> {
  const agent = new Agent({ connections: 1 }); // UNCLOSED
  const following = agent.compose(interceptors.redirect({ maxRedirections: 2 }));
  const { body } = await request(url, { dispatcher: following });
  console.log((await body.text()).length);
}
