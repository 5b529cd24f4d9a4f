// reuses when: never (the text is read once); clean on: /json /json-error /bad-json /text /404 /500 /502 /empty /204 /flaky
export async function main(url) {
  const response = await fetch(url);
  const payload = await response.text().then((text) => {
    try {
      return JSON.parse(text);
    } catch {
      return { message: text };
    }
  });
  if (!response.ok) throw new Error(payload.message ?? payload.error);
  console.log(payload);
}
