// reuses when: /404 /502 (a failure that is no JSON has been read by the parser); clean on: /json /json-error /bad-json /text /500 /empty /204 /flaky
async function request(target) {
  const response = await fetch(target);
  if (!response.ok) {
    let detail = 'The request failed.';
    try {
      const failure = await response.json();
      detail = failure.message || failure.error || detail;
    } catch {
      detail = await response.text(); // REUSE
    }
    throw new Error(`${response.status}: ${detail}`);
  }
  return response.text();
}

export async function main(url) {
  console.log((await request(url)).trim());
}
