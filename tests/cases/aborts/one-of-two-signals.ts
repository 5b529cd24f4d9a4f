// clean: /500 /json
async function first(url: string, outer?: AbortSignal): Promise<string> {
  const own = new AbortController();
  const signal = outer ? AbortSignal.any([outer, own.signal]) : own.signal;
  const res = await fetch(url, { signal });
  const ok = res.ok;
  own.abort();
  return `${ok}`;
}
export const main = (url: string): Promise<string> => first(url, AbortSignal.timeout(3000));
