// leaks when: /500 (rejects without reading); clean on: /json
function load(api: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    fetch(api).then((res) => { // LEAK
      if (!res.ok) {
        reject(new Error(`status ${res.status}`));
        return;
      }
      resolve(res.json());
    }, reject);
  });
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
