// leaks when: /json /500 (the caller keeps the status)
async function load(api: string): Promise<{ status: number; res: Response }> {
  const res = await fetch(api);
  return { status: res.status, res };
}

export async function main(url: string): Promise<void> {
  const { status } = await load(url); // LEAK
  console.log(status);
}
