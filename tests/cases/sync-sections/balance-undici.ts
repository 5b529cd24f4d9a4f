// leaks when: /500 (the balance is looked at and written back); clean on: /json
import { request } from 'undici';

const account = { balance: 100 };
let gate: Array<() => void> = [];
const meet = (): Promise<void> => new Promise((ok) => {
  gate.push(ok);
  if (gate.length === 3) gate.forEach((go) => go());
});

async function withdraw(url: string, amount: number): Promise<boolean> {
  const { statusCode, body } = await request(url, { method: 'POST' }); // LEAK
  await meet();
  if (statusCode !== 200) {
    const before = account.balance;
    const fee = Math.min(amount, 10);
    account.balance = before - fee;
    return false;
  }
  await body.json();
  return true;
}

export async function main(url: string): Promise<string> {
  account.balance = 100;
  gate = [];
  const done = await Promise.all([withdraw(url, 20), withdraw(url, 30), withdraw(url, 5)]);
  return `${done.join()} ${account.balance}`;
}
