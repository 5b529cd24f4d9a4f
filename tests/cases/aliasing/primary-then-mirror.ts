// leaks when: /mixed (the failed primary is overwritten by the mirror's answer); clean on: /json
async function fromMirror(api: string): Promise<unknown> {
  let res = await fetch(`${api}/bad`); // LEAK
  if (!res.ok) {
    console.warn(`primary said ${res.status}, using the mirror`);
    res = await fetch(`${api}/good`);
  }
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await fromMirror(url)));
}
