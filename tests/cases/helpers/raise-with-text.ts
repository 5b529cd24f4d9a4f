// clean: /500 /404 /json
async function raiseForStatus(res: Response): Promise<Response> {
  if (!res.ok) {
    const text = await res.text();
    throw new Error(`HTTP ${res.status}: ${text.slice(0, 40)}`);
  }
  return res;
}

async function releases(api: string): Promise<unknown> {
  const res = await raiseForStatus(await fetch(`${api}/releases`));
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await releases(url)));
}
