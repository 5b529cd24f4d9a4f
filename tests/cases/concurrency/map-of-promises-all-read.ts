// clean: /json /500
export async function main(url: string): Promise<void> {
  const jobs = new Map<string, Promise<Response>>();
  for (const p of ['x', 'y']) jobs.set(p, fetch(`${url}/${p}`));
  for (const [name, job] of jobs) {
    const res = await job;
    console.log(name, (await res.text()).length);
  }
}
