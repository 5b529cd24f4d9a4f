// clean: /503-x2-then-ok /json
async function retry(api: string): Promise<Response> {
  let res: Response | undefined;
  for (let i = 0; i < 4; i++) {
    await res?.body?.cancel();
    res = await fetch(api);
    if (res.ok) break;
  }
  return res!;
}

export async function main(url: string): Promise<void> {
  console.log((await (await retry(url)).text()).length);
}
