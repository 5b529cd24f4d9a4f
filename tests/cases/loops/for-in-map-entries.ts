// leaks when: /500 (return inside of for-of over a Map); clean on: /json
async function check(api: string, targets: Map<string, string>): Promise<boolean> {
  for (const [name, path] of targets) {
    const { ok, statusText } = await fetch(api + path); // LEAK
    console.log(name, statusText);
    if (!ok) return false;
  }
  return true;
}

export async function main(url: string): Promise<void> {
  const only = new Map([['home', '/home']]);
  if (url.endsWith('500')) console.log(await check(url, only));
}
