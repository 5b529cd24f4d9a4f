// leaks when: /500 /ok (the callback looks at the status, nobody releases)
async function withResponse<T>(target: string, use: (res: Response) => T): Promise<T> {
  const res = await fetch(target); // LEAK #a
  return use(res);
}

export async function main(url: string): Promise<void> {
  console.log(await withResponse(url, (res) => res.status)); // LEAK #a
}
