// leaks when: /json /500 (the task returns the response; its status is used)
async function run<T>(task: () => Promise<T>): Promise<T> {
  return task();
}

export async function main(url: string): Promise<void> {
  const res = await run(() => fetch(url)); // LEAK #a
  console.log(res.status);
}
