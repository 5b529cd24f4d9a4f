// reuses when: never
// cancel() is not a use of the data: on a body that text() has locked it rejects, and that is caught.
export async function main(url) {
  const res = await fetch(url);
  try {
    console.log(await res.text());
  } finally {
    await res.body?.cancel().catch(() => {});
  }
}
