// clean: /404 /small
const describe = async (url: string, pending = fetch(url)): Promise<string> => {
  const { ok, status, text } = await pending.then(async (res) => ({ ok: res.ok, status: res.status, text: await res.text() }));
  return ok ? text.slice(0, 4) : `bad ${status}`;
};

export async function main(url: string): Promise<string> {
  return describe(url);
}
