// leaks when: /500 (??= and a second try); clean on: /json
export async function main(url: string): Promise<string> {
  let res: Response | undefined;
  res ??= await fetch(url); // LEAK
  if (!res.ok) {
    res = undefined;
    return 'bad';
  }
  return (await res.text()).slice(0, 5);
}
