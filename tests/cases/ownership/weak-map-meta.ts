// leaks when: /ok /500 (a WeakMap keyed by the response is no owner)
const started = new WeakMap<Response, number>();

export async function main(url: string): Promise<void> {
  const answer = await fetch(url); // LEAK
  started.set(answer, Date.now());
  console.log(answer.status, started.has(answer));
}
