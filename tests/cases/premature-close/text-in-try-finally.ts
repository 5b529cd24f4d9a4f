// clean: /ok /500 /refuse
import { Agent, fetch } from 'undici';

async function open(source: string): Promise<{ status: number; text: string }> {
  const dispatcher = new Agent({ connections: 1 });
  try {
    const answer = await fetch(source, { dispatcher });
    return { status: answer.status, text: await answer.text() };
  } finally {
    await dispatcher.close();
  }
}

export async function main(url: string): Promise<void> {
  const { status, text } = await open(url);
  console.log(status, text.length);
}
