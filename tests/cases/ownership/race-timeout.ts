// leaks when: /late (the answer arrives after the timeout has won); clean on: /json
const timeout = (ms: number) =>
  new Promise<never>((_resolve, reject) => {
    setTimeout(() => reject(new Error(`timed out after ${ms} ms`)), ms);
  });

export async function main(url: string): Promise<void> {
  try {
    const response = await Promise.race([fetch(url), timeout(90)]); // LEAK
    console.log(typeof (await response.json()));
  } catch (error) {
    console.error((error as Error).message);
  }
}
