// clean: /500 /json
function load(api: string): Promise<Response> {
  return new Promise((resolve, reject) => {
    fetch(api).then(resolve, reject);
  });
}

export async function main(url: string): Promise<void> {
  console.log((await (await load(url)).text()).length);
}
