// leaks when: /404 (the helper answers null unread); clean on: /json
async function parse(response: Response): Promise<unknown> {
  if (response.status === 404) return null;
  return response.json();
}

export async function main(url: string): Promise<void> {
  const value = await fetch(url).then((response) => parse(response)); // LEAK
  console.log(typeof value);
}
