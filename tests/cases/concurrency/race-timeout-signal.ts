// clean: /late /json
export async function main(url: string): Promise<void> {
  try {
    const res = await fetch(url, { signal: AbortSignal.timeout(60_000) });
    console.log((await res.text()).length);
  } catch (e) {
    console.log((e as Error).message);
  }
}
