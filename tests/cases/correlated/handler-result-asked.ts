// clean: /json /500
interface Hooks {
  onError?(res: Response): Promise<boolean>;
}
const hooksOf = (url: string): Hooks =>
  url.endsWith('/500') ? { onError: async (res) => { await res.text(); return true; } } : {};

async function call(url: string, given: string): Promise<string> {
  const { onError } = hooksOf(given);
  const res = await fetch(url);
  if (!res.ok) {
    const handled = onError?.(res);
    if (!handled) await res.body?.cancel();
    return `bad ${await handled}`;
  }
  return (await res.text()).slice(0, 2);
}

export const main = async (url: string): Promise<string> => `${await call(url, url)} ${await call(url, 'none')}`;
