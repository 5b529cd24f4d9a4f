// clean: /json /500 /html /refuse
function closeQuietly(res: Response | undefined): void {
  res?.body?.cancel().catch(() => {});
}

async function load(source: string): Promise<unknown> {
  let res: Response | undefined;
  try {
    res = await fetch(source);
    if (!res.ok) return null;
    if (!res.headers.get('content-type')?.includes('json')) return null;
    return await res.json();
  } finally {
    closeQuietly(res);
  }
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
