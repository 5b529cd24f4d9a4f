// leaks when: /500 (continue goes to the test); clean on: /json
export async function main(url: string): Promise<string> {
  let tries = 0;
  const log: string[] = [];
  do {
    const res = await fetch(url); // LEAK
    if (!res.ok) continue;
    log.push((await res.text()).slice(0, 5));
    break;
  } while ((log.push('again'), (tries += 1) < 3));
  return log.join();
}
