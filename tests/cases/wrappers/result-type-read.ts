// clean: /json /404 /500
type Result<T, E = string> = { ok: true; value: T } | { ok: false; error: E };

async function getJson<T>(url: string): Promise<Result<T>> {
  let response: Response;
  try {
    response = await fetch(url);
  } catch (error) {
    return { ok: false, error: String(error) };
  }
  if (!response.ok) return { ok: false, error: `${response.status}: ${(await response.text()).length}` };
  return { ok: true, value: (await response.json()) as T };
}

export async function main(url: string): Promise<void> {
  const result = await getJson<{ name: string }>(url);
  console.log(result.ok ? result.value.name : result.error);
}
