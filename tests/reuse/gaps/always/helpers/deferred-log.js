// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (the timer fires after json()); clean on: /204
export async function main(url) {
  const res = await fetch(url);
  const logged = new Promise((resolve) => {
    setTimeout(async () => {
      try {
        console.debug(await res.text()); // REUSE
      } catch (error) {
        console.debug('no body:', error.message);
      }
      resolve();
    }, 20);
  });
  const data = await res.json().catch(() => null);
  await logged;
  console.log(data);
}
