// leaks when: /late (the response arrives after the timeout won); clean on: /json
const timeout = (ms: number) => new Promise<never>((_, reject) => setTimeout(() => reject(new Error('slow')), ms).unref());

export async function main(url: string): Promise<void> {
  try {
    const res = await Promise.race([fetch(url), timeout(60)]); // LEAK
    console.log((await res.text()).length);
  } catch (e) {
    console.log((e as Error).message);
  }
  await new Promise((r) => setTimeout(r, 200));
}
