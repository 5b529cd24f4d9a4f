// reuses when: never
async function query(url, document) {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify({ query: document }) });
  const { errors, data } = await response.json().catch(() => ({ errors: ['no JSON'] }));
  if (!response.ok) console.error(errors);
  return data;
}

export async function main(url) {
  console.log(await query(url, '{ id }'));
}
