// leaks when: /404 (the executor rejects without the response); clean on: /ok
function open(source: string): Promise<Response> {
  return new Promise((resolve, reject) => {
    fetch(source) // LEAK
      .then((res) => {
        if (res.status === 200) resolve(res);
        else reject(new Error(`cannot open: ${res.status}`));
      })
      .catch(reject);
  });
}

export async function main(url: string): Promise<void> {
  const res = await open(url);
  console.log((await res.text()).length);
}
