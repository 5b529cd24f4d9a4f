// leaks when: /404 (the exit stands where the name means something else); clean on: /small
async function load(url: string): Promise<string> {
  const res = await fetch(url); // LEAK
  for (const code of [404, 410]) {
    const res2 = res.status;
    if (res2 === code) {
      const res = { status: code, body: null };
      return `gone ${res.status}`;
    }
  }
  return (await res.text()).slice(0, 4);
}

export async function main(url: string): Promise<string> {
  return load(url);
}
