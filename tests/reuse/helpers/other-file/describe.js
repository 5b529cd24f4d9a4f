export async function describe(response) {
  const text = await response.text();
  return `${response.status} ${response.url} ${text.length}`;
}
