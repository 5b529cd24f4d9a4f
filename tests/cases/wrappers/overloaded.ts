// leaks when: /500 (an overloaded wrapper's raw result); clean on: /json
function get(source: string, raw: true): Promise<Response>;
function get(source: string): Promise<string>;
async function get(source: string, raw = false): Promise<Response | string> {
  const answer = await fetch(source);
  return raw ? answer : answer.text();
}

export async function main(url: string): Promise<void> {
  const answer = await get(url, true); // LEAK
  if (answer.status < 400) console.log((await answer.text()).length);
}
