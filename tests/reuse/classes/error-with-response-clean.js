// reuses when: never
class HttpError extends Error {
  constructor(response, message) {
    super(message);
    this.response = response;
  }
}

async function get(target) {
  const res = await fetch(target);
  if (!res.ok) throw new HttpError(res, res.statusText);
  return res.text();
}

export async function main(url) {
  try {
    console.log(await get(url));
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    console.error(error.message, await error.response.text());
  }
}
