// reuses when: /json-error /500 /flaky (the second turn polls the response of the first); clean on: /json /bad-json /text /404 /502 /empty /204
export async function main(url) {
  let res = await fetch(url);
  for (let turn = 0; turn < 3; turn += 1) {
    const job = await res.json(); // REUSE
    if (job.count === 3) {
      console.log('done', job.id);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  console.log('still running');
}
