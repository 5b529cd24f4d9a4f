// reuses when: never
export async function main(url) {
  const response = await fetch(url);
  const text = await response.text();
  const isEmpty = text === '';
  let data = null;
  try {
    data = isEmpty ? null : JSON.parse(text);
  } catch {
    data = text;
  }
  console.log(data);
}
