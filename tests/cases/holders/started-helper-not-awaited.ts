// clean: /500 /json
async function drainLater(res: Response, log: string[]): Promise<void> {
  await new Promise((ok) => setTimeout(ok, 20));
  log.push(String((await res.text()).length > 9));
}
export async function main(url: string): Promise<string> {
  const log: string[] = [];
  const res = await fetch(url);
  const job = drainLater(res, log);
  if (!res.ok) {
    await job;
    return `bad ${log.join()}`;
  }
  await job;
  return `good ${log.join()}`;
}
