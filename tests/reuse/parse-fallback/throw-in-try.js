// reuses when: /bad-json /text /empty (the handler is reached from the check, and from the parse); clean on: /json /json-error /404 /500 /502 /204 /flaky
export async function main(url) {
  const res = await fetch(url);
  try {
    if (!res.ok) throw new Error(`status ${res.status}`);
    console.log(await res.json());
  } catch (error) {
    console.error(error.message, await res.text()); // REUSE
  }
}
