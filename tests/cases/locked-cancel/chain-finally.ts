// breaks when: /json (the last link cancels what was parsed)
function load(source: string): Promise<unknown> {
  return fetch(source).then((answer) => answer.json().finally(() => answer.body?.cancel())); // LOCKED
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
