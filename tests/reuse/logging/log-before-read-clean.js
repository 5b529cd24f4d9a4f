// reuses when: never
export async function main(url) {
  const response = await fetch(url);
  console.log('response type:', response.headers.get('content-type'));
  const users = await response.json();
  console.log(users.items.length);
}
