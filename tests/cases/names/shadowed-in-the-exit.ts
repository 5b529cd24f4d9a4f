// leaks when: /500 (the exit has a constant of the same name); clean on: /json
async function load(url: string): Promise<string> {
  const res = await fetch(url); // LEAK
  if (res.status === 500) {
    const res = 'bad';
    throw new Error(res);
  }
  return (await res.text()).slice(0, 5);
}
export const main = (url: string): Promise<string> => load(url).catch((e: Error) => e.message);
