// reuses when: never
// Only a redirect is read in the `try`, and what is no redirect is read behind it.
export async function main(url) {
  const res = await fetch(url);
  try {
    if (res.status === 300) return new URL((await res.text()).trim()).host;
  } catch {
    return null;
  }
  return (await res.text()).length;
}
