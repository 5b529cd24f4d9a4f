// reuses when: /502 (a failure that is no JSON has been read by the parser); clean on: /json /json-error /bad-json /text /404 /500 /empty /flaky /204
class ApiError extends Error {
  constructor(status, body) {
    super(`API answered ${status}`);
    this.status = status;
    this.body = body;
  }

  static async from(response) {
    let body;
    try {
      body = await response.json();
    } catch {
      body = await response.text(); // REUSE
    }
    return new ApiError(response.status, body);
  }
}

export async function main(url) {
  const response = await fetch(url);
  if (!response.ok) throw await ApiError.from(response);
  console.log(await response.text());
}
