// breaks when: /bad-json (the parse fails and the catch meets a locked body); clean on: /500 /json /refuse
async function retry(api: string): Promise<unknown> {
  let last: unknown;
  for (let i = 0; i < 3; i++) {
    let res: Response | undefined;
    try {
      res = await fetch(api);
      if (!res.ok) throw new Error(`status ${res.status}`);
      return await res.json();
    } catch (e) {
      await res?.body?.cancel(); // LOCKED
      last = e;
    }
  }
  throw last;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await retry(url)));
}
