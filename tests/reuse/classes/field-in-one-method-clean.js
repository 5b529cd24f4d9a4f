// reuses when: never
class Download {
  res = null;

  async open(url) {
    this.res = await fetch(url);
  }

  async save(url) {
    console.log((await this.res.text()).length);
    await this.open(url);
    return (await this.res.arrayBuffer()).byteLength;
  }
}

export async function main(url) {
  const download = new Download();
  await download.open(url);
  return download.save(url);
}
