// clean: /small /404
interface Ticket {
  answer: Response;
  settle(text: string): void;
}
const tickets = new Map<number, Ticket>();
let last = 0;

async function ask(url: string): Promise<string> {
  const answer = await fetch(url);
  const id = ++last;
  return new Promise<string>((settle) => {
    const ticket: Ticket = { answer, settle };
    tickets.set(id, ticket);
  });
}

async function work(): Promise<void> {
  for (const [id, { answer, settle }] of tickets) {
    tickets.delete(id);
    settle((await answer.text()).slice(0, 3));
  }
}

export async function main(url: string): Promise<string> {
  const texts = Promise.all([ask(`${url}/a`), ask(`${url}/b`)]);
  while (tickets.size < 2) await new Promise((ok) => setTimeout(ok, 10));
  await work();
  return (await texts).join();
}
