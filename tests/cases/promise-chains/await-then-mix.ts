// leaks when: /500 (the chain returns a pair with the response, only the number is used)
export async function main(url: string): Promise<void> {
  const [status] = await fetch(url).then((res) => [res.status, res] as const); // LEAK
  console.log(status);
}
