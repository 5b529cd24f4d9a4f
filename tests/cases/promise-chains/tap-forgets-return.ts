// leaks when: /500 /json (the tap handler drops the response)
export async function main(url: string): Promise<void> {
  const res = await fetch(url).then((r) => void console.log(r.status)); // LEAK
  console.log(res);
}
