// leaks when: /ok /500 (the memo is only asked for its status)
export async function main(url: string): Promise<void> {
  let memo: Response | undefined;
  const get = async () => (memo ??= await fetch(url)); // LEAK
  console.log((await get()).status);
  console.log((await get()).headers.get('etag'));
}
