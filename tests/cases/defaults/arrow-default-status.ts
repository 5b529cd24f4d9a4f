// leaks when: /404 (an arrow's default starts the request); clean on: /small
const describe = async (url: string, pending = fetch(url)): Promise<string> => { // LEAK
  const { ok, status, ...rest } = await pending.then((res) => ({ ok: res.ok, status: res.status, res }));
  return ok ? (await rest.res.text()).slice(0, 4) : `bad ${status}`;
};

export async function main(url: string): Promise<string> {
  return describe(url);
}
