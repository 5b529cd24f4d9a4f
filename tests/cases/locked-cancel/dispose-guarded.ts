// clean: /json /500
async function dispose(response: Response | undefined): Promise<void> {
  if (response && !response.bodyUsed) await response.body?.cancel();
}

async function load(url: string): Promise<unknown> {
  let response: Response | undefined;
  try {
    response = await fetch(url);
    if (!response.ok) return null;
    return await response.json();
  } finally {
    await dispose(response);
  }
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
