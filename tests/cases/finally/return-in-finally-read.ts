// clean: /500 /json
async function load(url: string): Promise<string> {
  const res = await fetch(url);
  try {
    if (!res.ok) throw new Error('bad');
  } finally {
    // eslint-disable-next-line no-unsafe-finally
    return (await res.text()).slice(0, 5);
  }
}
export const main = (url: string): Promise<string> => load(url);
