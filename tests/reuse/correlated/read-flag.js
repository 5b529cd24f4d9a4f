// reuses when: /500 /502 /flaky (the flag is set in one of two reading branches only); clean on: /json /json-error /bad-json /text /404 /empty /204
export async function main(url) {
  const res = await fetch(url);
  let read = false;
  if (res.status >= 500) {
    console.error(await res.text());
  } else if (res.status >= 400) {
    console.warn(await res.text());
    read = true;
  }
  if (!read) console.log(await res.text()); // REUSE
}
