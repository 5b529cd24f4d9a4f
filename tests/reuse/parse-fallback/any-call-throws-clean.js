// reuses when: never
// What throws comes before the read.
export async function main(url) {
  const res = await fetch(url);
  try {
    const { host } = new URL(res.headers.get('location'));
    return host + (await res.text()).length;
  } catch {
    return (await res.text()).length;
  }
}
