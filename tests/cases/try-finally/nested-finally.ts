// clean: /500 /json
async function load(api: string): Promise<unknown> {
  const res = await fetch(api);
  try {
    try {
      if (!res.ok) throw new Error('bad');
      return await res.json();
    } finally {
      console.log('inner');
    }
  } finally {
    if (!res.bodyUsed) await res.body?.cancel();
  }
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
