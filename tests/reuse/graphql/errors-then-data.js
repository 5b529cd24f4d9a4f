// reuses when: /404 /500 /502 /flaky (the errors have been read first); clean on: /json /json-error /bad-json /text /empty /204
async function query(url, document) {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify({ query: document }) });
  if (!response.ok) {
    const { errors } = await response.json().catch(() => ({ errors: [] }));
    console.error(errors);
  }
  const { data } = await response.json(); // REUSE
  return data;
}

export async function main(url) {
  console.log(await query(url, '{ id }'));
}
