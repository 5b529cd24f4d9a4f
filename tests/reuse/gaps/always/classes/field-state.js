// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (load() reads the field that preview() has read); clean on: /204
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
    return this.res.arrayBuffer(); // REUSE #load
  }
}

export async function main(url) {
  const doc = await new Document().open(url);
  console.log(await doc.preview());
  console.log((await doc.load()).byteLength); // REUSE #load
}
