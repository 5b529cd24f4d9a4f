// clean: /500 /json
import { spans, traced } from './trace.js';

async function loadRates(api: string): Promise<number> {
  const response = await traced('rates', () => fetch(`${api}/rates`));
  if (!response.ok) {
    await traced('discard', () => response.arrayBuffer());
    throw new Error(`rates: ${response.status}`);
  }
  const { count } = (await response.json()) as { count: number };
  return count;
}

export async function main(url: string): Promise<void> {
  spans.length = 0;
  try {
    console.log(await loadRates(url));
  } finally {
    console.log(spans.map((span) => span.name).join());
  }
}
