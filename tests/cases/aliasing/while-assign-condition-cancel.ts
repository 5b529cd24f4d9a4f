// clean: /503-x2-then-ok /json
export async function main(url: string): Promise<void> {
  let res: Response;
  while (!(res = await fetch(url)).ok) {
    await res.body?.cancel();
  }
  console.log((await res.text()).length);
}
