// clean: /json /html /500 /204
async function schema(source: string): Promise<unknown> {
  let res: Response | null = null;
  try {
    res = await fetch(source);
    const type = res.headers.get('content-type');
    if (!res.ok || !type?.includes('json')) return null;
    return await res.json();
  } finally {
    if (res !== null && !res.bodyUsed) await res.arrayBuffer();
  }
}

export async function main(url: string): Promise<void> {
  console.log((await schema(url)) === null);
}
