// leaks when: /500 (the callback gets an error and no response); clean on: /ok
type Callback = (error: Error | null, res?: Response) => void;

function open(url: string, callback: Callback): void {
  fetch(url) // LEAK
    .then((res) => {
      if (res.ok) {
        callback(null, res);
      } else {
        callback(new Error(`bad status ${res.status}`));
      }
    })
    .catch(callback);
}

export async function main(url: string): Promise<void> {
  const size = await new Promise<number>((resolve, reject) => {
    open(url, (error, res) => {
      if (error || !res) return reject(error);
      setTimeout(() => res.text().then((text) => resolve(text.length), reject), 5);
    });
  });
  console.log(size);
}
