// reuses when: never
type Result = { ok: true; text: string } | { ok: false; message: string; response: Response };

async function load(url: string): Promise<Result> {
  const response = await fetch(url);
  if (response.ok) return { ok: true, text: await response.text() };
  return { ok: false, message: response.statusText, response };
}

export async function main(url: string): Promise<void> {
  const result = await load(url);
  if (result.ok) console.log(result.text);
  else console.error(result.message, await result.response.text());
}
