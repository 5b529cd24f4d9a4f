// leaks when: /500 /json (neither of the signals is aborted)
async function first(url: string, outer?: AbortSignal): Promise<string> {
  const own = new AbortController();
  const signal = outer ? AbortSignal.any([outer, own.signal]) : own.signal;
  const res = await fetch(url, { signal }); // LEAK
  return `${res.ok}`;
}

export const main = (url: string): Promise<string> => first(url, AbortSignal.timeout(20_000));
