// leaks when: /500 (withResolvers rejects); clean on: /json
function load(api: string): Promise<string> {
  let resolve!: (text: string) => void;
  let reject!: (e: Error) => void;
  const promise = new Promise<string>((a, b) => {
    resolve = a;
    reject = b;
  });
  void fetch(api).then(async (res) => { // LEAK
    if (!res.ok) return reject(new Error('bad'));
    resolve(await res.text());
  });
  return promise;
}

export async function main(url: string): Promise<void> {
  console.log((await load(url)).length);
}
