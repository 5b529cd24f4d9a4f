// reuses when: /404 /500 /502 /flaky (the failure carries a response that was read for its message); clean on: /json /json-error /bad-json /text /empty /204
type Result = { ok: true; text: string } | { ok: false; message: string; response: Response };

async function load(url: string): Promise<Result> {
  const response = await fetch(url);
  const text = await response.text();
  if (response.ok) return { ok: true, text };
  return { ok: false, message: text, response };
}

export async function main(url: string): Promise<void> {
  const result = await load(url);
  if (result.ok) console.log(result.text);
  else console.error(result.message, await result.response.json()); // REUSE
}
