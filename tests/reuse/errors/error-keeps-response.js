// reuses when: /404 /500 /502 /flaky (the error was made of the text); clean on: /json /json-error /bad-json /text /empty /204
class HTTPError extends Error {
  constructor(response, data) {
    super(`${response.status} ${response.statusText}`);
    this.name = 'HTTPError';
    this.response = response;
    this.data = data;
  }
}

async function api(url) {
  const response = await fetch(url);
  const data = await response.text();
  if (!response.ok) throw new HTTPError(response, data);
  return data;
}

export async function main(url) {
  try {
    console.log(await api(url));
  } catch (error) {
    const details = await error.response.text(); // REUSE
    console.error(error.message, details);
  }
}
