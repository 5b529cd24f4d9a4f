// clean: /json /500 /refuse
import { Agent, request } from 'undici';

async function useOnce(agent: Agent, source: string): Promise<number> {
  try {
    const { body } = await request(source, { dispatcher: agent });
    return (await body.text()).length;
  } finally {
    await agent.close();
  }
}

export async function main(url: string): Promise<void> {
  console.log(await useOnce(new Agent({ connections: 1 }), url));
}
