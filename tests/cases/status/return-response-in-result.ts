// clean: /json /500
async function load(api: string): Promise<{ status: number; res: Response }> {
  const res = await fetch(api);
  return { status: res.status, res };
}

export async function main(url: string): Promise<void> {
  const { status, res } = await load(url);
  console.log(status, (await res.text()).length);
}
