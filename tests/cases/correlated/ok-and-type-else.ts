// clean: /json /500 /html
export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  const isJson = res.headers.get('content-type')?.includes('json') ?? false;
  if (res.ok && isJson) {
    console.log(typeof (await res.json()));
  }
  if (!res.ok || !isJson) {
    await res.body?.cancel();
  }
}
