// clean: /json /500
export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  const read = res.text.bind(res);
  console.log((await read()).length);
}
