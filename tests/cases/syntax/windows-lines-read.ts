// clean: /500 /small
async function load(url: string): Promise<string> {
  const res = await fetch(url);
  const body = await res.text();
  if (!res.ok) {
    return `bad
${res.status}`;
  }
  return body.slice(0, 4);
}

export async function main(url: string): Promise<string> {
  return load(url);
}
