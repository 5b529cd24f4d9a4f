// clean: /json /500
export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  let mode = 0;
  let same = 0;
  mode = same = 1;
  if (mode === same) console.log((await res.text()).length > 0);
}
