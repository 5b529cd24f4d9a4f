// clean: /small /500
export async function main(url: string): Promise<string> {
  let held: Response | undefined;
  await new Promise<void>((done, fail) => {
    fetch(url).then((res) => {
      held = res;
      done();
    }, fail);
  });
  const text = await held!.text();
  return held!.ok ? text.slice(0, 3) : 'bad';
}
