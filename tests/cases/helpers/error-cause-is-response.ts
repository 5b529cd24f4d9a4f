// clean: /500 /json (the error carries the response as its cause)
export async function main(url: string): Promise<void> {
  try {
    const res = await fetch(url);
    if (!res.ok) throw new Error('bad', { cause: res });
    console.log((await res.text()).length);
  } catch (e) {
    const { cause } = e as Error;
    if (cause instanceof Response) console.log((await cause.text()).length);
  }
}
