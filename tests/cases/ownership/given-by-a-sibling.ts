// clean: /json /500
export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  const page = {
    text: () => res.text(),
    json: async () => JSON.parse(await page.text()) as unknown,
  };
  console.log(typeof (await page.json()));
}
