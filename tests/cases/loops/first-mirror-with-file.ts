// leaks when: /mixed (a labelled continue leaves the missing file's answer); clean on: /json
async function locate(mirrors: string[], files: string[]): Promise<string[]> {
  const found: string[] = [];
  files: for (const file of files) {
    for (const mirror of mirrors) {
      const res = await fetch(`${mirror}/${file}`); // LEAK
      if (res.status === 404) continue files;
      if (res.ok) {
        found.push(`${file}:${(await res.text()).length}`);
        break;
      }
      await res.body?.cancel();
    }
  }
  return found;
}

export async function main(url: string): Promise<void> {
  console.log((await locate([url], ['1', '2', '3'])).length);
}
