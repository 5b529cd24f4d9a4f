export async function describe(response) {
  const type = response.headers.get('content-type');
  return `${response.status} ${response.url} ${type}`;
}
