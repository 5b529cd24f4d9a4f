// clean: /json /500
import { applyMiddleware, logging, withHeaders } from './middleware.js';

const send = applyMiddleware(logging(console.log), withHeaders({ accept: 'application/json' }))(fetch);

export async function main(url: string): Promise<void> {
  const response = await send(url, { method: 'POST', body: '{}' });
  const data = (await response.json()) as { message: string };
  if (!response.ok) throw new Error(data.message);
  console.log(data.message);
}
