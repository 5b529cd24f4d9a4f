// leaks when: /json /500 (the second question is about something else)
async function load(url: string, kind: string, wanted: string, other: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  if (Object.is(kind, wanted)) return res.text();
  if (!Object.is(kind, other)) await res.body?.cancel();
  return null;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url, 'a', 'b', 'a')));
}
