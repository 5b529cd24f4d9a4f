// clean: /json /500
function wrap(res: Response) {
  return new (class {
    get content() {
      return res.text();
    }
  })();
}
export async function main(url: string): Promise<void> {
  const page = wrap(await fetch(url));
  console.log((await page.content).length);
}
