// clean: /json /500
export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  async function finish(): Promise<number> {
    return (await res.text()).length;
  }
  console.log(await finish());
}
