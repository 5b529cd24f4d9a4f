// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (one method reads a field twice); clean on: /204
class Download {
  res = null;

  async open(url) {
    this.res = await fetch(url);
  }

  async save() {
    console.log((await this.res.text()).length);
    return (await this.res.arrayBuffer()).byteLength; // REUSE
  }
}

export async function main(url) {
  const download = new Download();
  await download.open(url);
  return download.save();
}
