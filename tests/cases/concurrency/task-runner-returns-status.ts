// leaks when: /json /500 (the task given to the limiter keeps the status)
async function run<T>(task: () => Promise<T>): Promise<T> {
  return task();
}

export async function main(url: string): Promise<void> {
  const codes = await Promise.all([1, 2].map((id) => run(async () => (await fetch(`${url}/${id}`)).status))); // LEAK
  console.log(codes);
}
