// leaks when: /500 (lines end with CR LF); clean on: /small
async function load(url: string): Promise<string> {
  const res = await fetch(url); // LEAK
  if (!res.ok) {
    const text = `bad
${res.status}`;
    return text;
  }
  return (await res.text()).slice(0, 4);
}

export async function main(url: string): Promise<string> {
  return load(url);
}
