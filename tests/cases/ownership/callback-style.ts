// clean: /json /500
type Callback = (error: Error | null, response?: Response) => void;

function load(url: string, callback: Callback): void {
  fetch(url).then(
    (response) => callback(null, response),
    (error: Error) => callback(error),
  );
}

export function main(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    load(url, (error, response) => {
      if (error || !response) return reject(error ?? new Error('no response'));
      response.json().then((value) => {
        console.log(typeof value);
        resolve();
      }, reject);
    });
  });
}
