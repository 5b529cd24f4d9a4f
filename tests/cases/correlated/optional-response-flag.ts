// clean: /json /500
export async function main(url: string): Promise<void> {
  const wanted = url.endsWith('json');
  let res: Response | undefined;
  if (wanted) res = await fetch(url);
  console.log('working');
  if (wanted) console.log((await res!.text()).length);
}
