// reuses when: /404 /500 /502 /flaky (the handler reads the response that made the message); clean on: /json /json-error /bad-json /text /empty /204
class HttpError extends Error {
  constructor(response, message) {
    super(message);
    this.response = response;
  }
}

async function get(target) {
  const res = await fetch(target);
  if (!res.ok) throw new HttpError(res, await res.text());
  return res.text();
}

export async function main(url) {
  try {
    console.log(await get(url));
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    console.error(error.message, await error.response.json()); // REUSE
  }
}
