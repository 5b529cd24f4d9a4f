// reuses when: never
class Document {
  res = null;

  async open(target) {
    this.res = await fetch(target);
    return this;
  }

  async preview() {
    return (await this.res.text()).slice(0, 12);
  }

  async load() {
    return this.res.arrayBuffer();
  }
}

export async function main(url) {
  const doc = await new Document().open(url);
  console.log(await doc.preview());
  await doc.open(url);
  console.log((await doc.load()).byteLength);
}
