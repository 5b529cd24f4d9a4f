// reuses when: never
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
    console.error(error.message, error.data, error.response.headers.get('content-type'));
  }
}
