// reuses when: never
export async function main(url) {
  let res = await fetch(url);
  for (let turn = 0; turn < 3; turn += 1) {
    const job = await res.json();
    if (job.count === 3) {
      console.log('done', job.id);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
    res = await fetch(url);
  }
  console.log('still running');
  await res.body?.cancel();
}
