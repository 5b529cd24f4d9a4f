// clean: /not-modified /json
export async function main(url: string): Promise<void> {
  const res = await fetch(url, { headers: { 'if-none-match': '"v1"' } });
  if (res.status === 304) {
    console.log('cached');
    return;
  }
  console.log((await res.text()).length);
}
