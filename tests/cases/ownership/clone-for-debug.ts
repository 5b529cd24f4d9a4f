// clean: /json /500
async function debugFetch(url: string, init?: RequestInit): Promise<Response> {
  const response = await fetch(url, init);
  const [copy] = [response.clone()];
  console.debug((await copy.text()).length);
  return response;
}

export async function main(url: string): Promise<void> {
  const response = await debugFetch(url);
  if (!response.ok) {
    console.log('failed', (await response.text()).length > 0);
    return;
  }
  console.log(typeof (await response.json()));
}
