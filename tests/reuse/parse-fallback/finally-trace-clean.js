// reuses when: never
async function load(url, trace) {
  const res = await fetch(url);
  try {
    return await res.json();
  } finally {
    trace(res.headers.get('x-request-id'));
  }
}

export async function main(url) {
  const seen = [];
  const data = await load(url, (text) => seen.push(text));
  console.log(data, seen.length);
}
