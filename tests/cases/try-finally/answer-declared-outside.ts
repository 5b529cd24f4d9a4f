// leaks when: /500 (catch has the response in reach and only logs it); clean on: /json /refuse
async function read(source: string): Promise<unknown> {
  let res: Response | undefined;
  try {
    res = await fetch(source); // LEAK
    if (!res.ok) throw new Error('bad status');
    return await res.json();
  } catch (err) {
    console.error((err as Error).message, res?.status);
    return undefined;
  }
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await read(url)));
}
