// reuses when: never
export async function main(url) {
  const res = await fetch(url);
  try {
    if (!res.ok) throw new Error(`status ${res.status}`);
  } catch (error) {
    console.error(error.message, await res.text());
    return;
  }
  console.log(await res.json());
}
