// reuses when: never
export async function main(url) {
  const responses = await Promise.all(['a', 'b', 'c'].map((part) => fetch(`${url}/${part}`)));
  const texts = await Promise.all(responses.map((res) => res.text()));
  const kinds = responses.map((res) => res.headers.get('content-type'));
  console.log(texts, kinds);
}
