// leaks when: /202 (202 carries a body just like 200); clean on: /json /204 /500
async function submit(url: string, job: object): Promise<unknown> {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(job) }); // LEAK
  if (response.status === 202 || response.status === 204) return undefined;
  const body = (await response.json()) as { error?: string };
  if (!response.ok) throw new Error(body.error);
  return body;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await submit(url, { name: 'job' })));
}
