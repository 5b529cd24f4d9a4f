// leaks when: /500 (a generic tracer of another file hands the answer through); clean on: /json
import { spans, traced } from './trace.js';

async function loadRates(api: string): Promise<number> {
  const response = await traced('rates', () => fetch(`${api}/rates`)); // LEAK
  if (!response.ok) {
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
