// clean: /mixed /json
async function fromMirror(api: string): Promise<unknown> {
  let res = await fetch(`${api}/bad`);
  if (!res.ok) {
    void res.body?.cancel();
    res = await fetch(`${api}/good`);
  }
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await fromMirror(url)));
}
