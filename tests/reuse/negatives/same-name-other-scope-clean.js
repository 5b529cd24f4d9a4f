// reuses when: never
export async function main(url) {
  const res = await fetch(url);
  console.log(await res.text());
  {
    const res = await fetch(url);
    console.log(await res.text());
  }
  await Promise.all(
    [1, 2].map(async (n) => {
      const res = await fetch(`${url}/${n}`);
      console.log(n, await res.text());
    }),
  );
}
