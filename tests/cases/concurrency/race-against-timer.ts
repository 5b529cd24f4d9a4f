// leaks when: /late (the response comes after the timer has won); clean on: /json
function after(ms: number): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms).unref();
  });
}

async function withDeadline(target: string): Promise<number> {
  const res = await Promise.race([fetch(target), after(60)]); // LEAK
  return (await res.text()).length;
}

export async function main(url: string): Promise<void> {
  try {
    console.log(await withDeadline(`${url}`));
  } catch (err) {
    console.error((err as Error).message);
  }
}
