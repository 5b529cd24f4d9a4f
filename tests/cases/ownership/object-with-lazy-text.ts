// leaks when: /500 (the caller never asks for the lazy text); clean on: /json
async function open(source: string): Promise<{ status: number; text: () => Promise<string> }> {
  const answer = await fetch(source); // LEAK #open
  return { status: answer.status, text: () => answer.text() };
}

export async function main(url: string): Promise<void> {
  const page = await open(url); // LEAK #open
  if (page.status === 200) console.log((await page.text()).length);
}
