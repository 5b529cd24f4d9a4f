// reuses when: never (the text of a failure is read once); clean on: /json /json-error /bad-json /text /404 /500 /502 /empty /204 /flaky
async function request(target) {
  const response = await fetch(target);
  if (!response.ok) {
    let detail = await response.text();
    try {
      const failure = JSON.parse(detail);
      detail = failure.message || failure.error || detail;
    } catch {
      console.warn('no JSON');
    }
    throw new Error(`${response.status}: ${detail}`);
  }
  return response.text();
}

export async function main(url) {
  console.log((await request(url)).trim());
}
