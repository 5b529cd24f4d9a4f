// clean: /204 /json /500
async function load(api: string): Promise<unknown> {
  const res = await fetch(api);
  switch (res.status) {
    case 204:
    case 304:
      return null;
    case 200:
      return res.json();
    default:
      throw new Error(await res.text());
  }
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
