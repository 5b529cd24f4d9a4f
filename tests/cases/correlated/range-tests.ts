// clean: /json /403 /500
export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  if (res.status < 400) console.log((await res.text()).length);
  if (res.status >= 400) console.log((await res.arrayBuffer()).byteLength);
}
