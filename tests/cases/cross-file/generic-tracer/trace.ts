export interface Span {
  name: string;
  ms: number;
}

export const spans: Span[] = [];

export async function traced<T>(name: string, work: () => Promise<T>): Promise<T> {
  const start = Date.now();
  try {
    return await work();
  } finally {
    spans.push({ name, ms: Date.now() - start });
  }
}
