// reuses when: never
export async function main(url) {
  const res = await fetch(url);
  const text = await res.text();
  try {
    return JSON.parse(text).name;
  } catch (cause) {
    throw new Error(`no JSON: ${text.slice(0, 20)}`, { cause });
  }
}
