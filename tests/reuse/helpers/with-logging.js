// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (the decorated function has read the response it returns); clean on: /204
const withLogging =
  (send) =>
  async (...args) => {
    const res = await send(...args);
    console.log(args[0], res.status, await res.text());
    return res;
  };
const get = withLogging((target) => fetch(target));

export async function main(url) {
  const res = await get(url);
  const data = await res.json(); // REUSE
  console.log(data);
}
