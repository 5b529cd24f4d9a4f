// clean: /json /500
export async function main(url: string): Promise<void> {
  const res: Response | undefined = await fetch(url);
  const text = await res?.text();
  console.log(text?.length);
}
