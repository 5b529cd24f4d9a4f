// clean: /500 /json /refuse
async function load(api: string): Promise<unknown> {
  let res: Response | null = null;
  try {
    res = await fetch(api);
    if (!res.ok) return null;
    return await res.json();
  } catch (e) {
    console.warn((e as Error).name);
    return undefined;
  } finally {
    if (res?.body && !res.body.locked) await res.body.cancel();
  }
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
