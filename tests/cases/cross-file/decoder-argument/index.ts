// clean: /json /500
import { asJson, asText, type Decoder } from './decoders.js';

async function call<T>(url: string, decode: Decoder<T>, init?: RequestInit): Promise<T> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(10_000) });
  return decode(response);
}

export async function main(url: string): Promise<void> {
  const text = await call(url, asText);
  const value = await call<{ count: number }>(url, asJson, { method: 'POST' });
  console.log(text.length, value.count);
}
