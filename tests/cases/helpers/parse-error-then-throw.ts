// clean: /json /500
async function toError(res: Response): Promise<Error> {
  const body = (await res.json().catch(() => ({}))) as { message?: string };
  return new Error(body.message ?? res.statusText);
}

async function load(api: string): Promise<unknown> {
  const res = await fetch(api);
  if (!res.ok) throw await toError(res);
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
