// clean: /500 /json
export async function main(url: string): Promise<string> {
  const none: Response[] = [];
  const [one = await fetch(url)] = none;
  const { status = 0, headers: h = new Headers() } = one;
  return `${status} ${h.has('etag')} ${(await one.text()).length > 3}`;
}
