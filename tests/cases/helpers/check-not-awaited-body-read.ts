// clean: /small /json (nobody waits for the check, the body is read anyway)
async function check(res: Response): Promise<void> {
  if (res.status > 599) throw new Error(`status ${res.status}`);
}

export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  check(res).catch((e: Error) => console.warn(e.message));
  console.log((await res.text()).length);
}
