// reuses when: never
async function drain(res) {
  if (res.bodyUsed) return;
  await res.text();
}

export async function main(url) {
  const res = await fetch(url);
  try {
    if (res.ok) console.log(await res.json());
  } finally {
    await drain(res);
  }
}
