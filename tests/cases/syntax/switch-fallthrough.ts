// leaks when: /500 /404 (falls through to a common end); clean on: /json
export async function main(url: string): Promise<string> {
  const res = await fetch(url); // LEAK
  const log: string[] = [];
  switch (res.status) {
    case 500:
      log.push('server');
    // falls through
    case 404:
      log.push('error');
      break;
    case 200:
      log.push((await res.text()).slice(0, 5));
    // falls through
    default:
      log.push('rest');
  }
  return log.join();
}
