// leaks when: /json /500 (only the first element is read)
export async function main(url: string): Promise<void> {
  const [first] = await Promise.all(['x', 'y'].map((p) => fetch(`${url}/${p}`))); // LEAK
  console.log((await first.text()).length);
}
