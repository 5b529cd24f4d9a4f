// leaks when: /500 (the body is logged only in debug mode); clean on: /json
const debug = process.env.CASE_DEBUG === '1';

export async function main(url: string): Promise<void> {
  const res = await fetch(url); // LEAK
  if (res.status >= 500) {
    if (debug) console.debug(await res.text());
    throw new Error('server error');
  }
  console.log((await res.text()).length);
}
