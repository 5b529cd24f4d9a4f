// reuses when: never
export async function main(url) {
  const res = await fetch(url);
  switch (res.status) {
    case 404:
      console.warn(await res.text());
      break;
    case 200:
      console.log(await res.json());
      break;
    default:
      await res.body?.cancel();
  }
}
