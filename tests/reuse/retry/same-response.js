// reuses when: /bad-json /text /404 /502 /empty (each attempt parses the one response); clean on: /json /json-error /500 /204 /flaky
async function parseWithRetries(res, attempts) {
  let last;
  for (let i = 0; i < attempts; i += 1) {
    try {
      return await res.json(); // REUSE
    } catch (error) {
      last = error;
      await new Promise((resolve) => setTimeout(resolve, 2 * i));
    }
  }
  throw last;
}

export async function main(url) {
  console.log(await parseWithRetries(await fetch(url), 3));
}
