// clean: /500 /404 /json
export async function main(url: string): Promise<string> {
  const res = await fetch(url);
  const log: string[] = [];
  switch (res.status) {
    case 500:
      log.push('server');
    // falls through
    case 404:
      log.push('error');
    // falls through
    default:
      log.push((await res.text()).slice(0, 5));
  }
  return log.join();
}
