// leaks when: /503-then-ok (the first is known as primary, too, but nobody reads it); clean on: /json
export async function main(url: string): Promise<string> {
  let response = await fetch(url); // LEAK
  const primary = response;
  if (!response.ok) response = await fetch(url);
  const text = await response.text();
  return `${primary.status} ${text.slice(0, 5)}`;
}
