// clean: /404 /ok /small
export async function main(url: string): Promise<string> {
  const ac = new AbortController();
  try {
    const res = await fetch(url, { signal: ac.signal });
    if (res.status === 404) return 'missing';
    const reader = res.body!.getReader();
    const { value } = await reader.read();
    return String.fromCharCode(value![0]);
  } finally {
    ac.abort();
  }
}
