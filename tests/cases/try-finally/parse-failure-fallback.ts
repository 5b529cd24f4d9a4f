// clean: /json /bad-json /500
async function load(api: string): Promise<unknown> {
  const res = await fetch(api);
  try {
    return await res.json();
  } catch {
    return { status: res.status };
  }
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
