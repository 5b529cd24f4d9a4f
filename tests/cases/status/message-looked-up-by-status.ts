// leaks when: /404 (messages by status); clean on: /json
const MESSAGES: Record<number, string> = { 404: 'missing', 500: 'broken' };

export async function main(url: string): Promise<void> {
  const res = await fetch(url); // LEAK
  const message = MESSAGES[res.status];
  if (message) throw new Error(message);
  console.log((await res.text()).length);
}
