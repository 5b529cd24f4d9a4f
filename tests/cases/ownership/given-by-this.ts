// clean: /json /500
export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  const page = {
    status: res.status,
    async json() {
      return JSON.parse(await this.text());
    },
    text() {
      return res.text();
    },
  };
  console.log(typeof (await page.json()));
}
