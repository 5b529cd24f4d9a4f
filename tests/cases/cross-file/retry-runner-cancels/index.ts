// clean: /json /503-then-ok /500
import { retrying } from './retry.js';

export async function main(url: string): Promise<void> {
  const response = await retrying((attempt) => fetch(url, { headers: { 'x-attempt': String(attempt) } }), 2);
  const text = await response.text();
  console.log(response.ok, text.length > 0);
}
