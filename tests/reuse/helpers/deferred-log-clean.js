// reuses when: never
export async function main(url) {
  const res = await fetch(url);
  const logged = new Promise((resolve) => {
    setTimeout(async () => {
      try {
        console.debug(res.headers.get('x-request-id'));
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
