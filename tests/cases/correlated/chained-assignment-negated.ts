// leaks when: /json /500 (both are what has been assigned)
export async function main(url: string): Promise<void> {
  const res = await fetch(url); // LEAK
  let kept = false;
  let same = false;
  kept = same = !same;
  if (!kept || !same) console.log((await res.text()).length > 0);
}
