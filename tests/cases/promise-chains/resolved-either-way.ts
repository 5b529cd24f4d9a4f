// clean: /404 /ok /refuse
function open(source: string): Promise<Response> {
  return new Promise((resolve, reject) => {
    fetch(source).then(resolve, (cause: unknown) => reject(new Error('offline', { cause })));
  });
}

export async function main(url: string): Promise<void> {
  await open(url)
    .then((res) => res.blob())
    .then((blob) => console.log(blob.size));
}
