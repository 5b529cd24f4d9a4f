// clean: /503-then-ok /json
export async function main(url: string): Promise<string> {
  let response = await fetch(url);
  const primary = response;
  let reason = '';
  if (!response.ok) {
    response = await fetch(url);
    reason = (await primary.text()).slice(0, 6);
  }
  const text = await response.text();
  return `${reason} ${text.slice(0, 5)}`;
}
