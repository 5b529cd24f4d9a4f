// clean: /404 /500 /small
async function load(url: string): Promise<string | null> {
  const controller = new AbortController();
  const { signal } = controller;
  const res = await fetch(url, { signal });
  if (!res.ok) {
    controller.abort(new Error(`status ${res.status}`));
    return null;
  }
  return (await res.text()).slice(0, 4);
}

export async function main(url: string): Promise<string | null> {
  return load(url);
}
