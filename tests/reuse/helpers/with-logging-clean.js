// reuses when: never
const withLogging =
  (send) =>
  async (...args) => {
    const res = await send(...args);
    console.log(args[0], res.status, await res.clone().text());
    return res;
  };
const get = withLogging((target) => fetch(target));

export async function main(url) {
  const res = await get(url);
  const data = await res.json();
  console.log(data);
}
