// leaks when: /401-then-ok (the challenge is dropped for the second attempt); clean on: /json
import { authenticate } from './auth.js';
import { compose } from './compose.js';

export async function main(url: string): Promise<void> {
  const send = compose([authenticate(async (force) => (force ? 'new' : 'old'))], (request) => fetch(request));
  const response = await send(new Request(url));
  const text = await response.text();
  console.log(response.status, text.length);
}
