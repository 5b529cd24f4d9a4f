// clean: /500 /json /refuse
async function go(u: string): Promise<readonly [Response | undefined, unknown]> {
  try {
    return [await fetch(u), undefined];
  } catch (e) {
    return [undefined, e];
  }
}

export async function main(url: string): Promise<void> {
  const [res, error] = await go(url);
  if (error) {
    console.error('offline');
    return;
  }
  console.log((await res!.text()).length);
}
