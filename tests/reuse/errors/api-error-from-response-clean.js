// reuses when: never
class ApiError extends Error {
  constructor(status, body) {
    super(`API answered ${status}`);
    this.status = status;
    this.body = body;
  }

  static async from(response) {
    const text = await response.text();
    let body = text;
    try {
      body = JSON.parse(text);
    } catch {
      console.warn('no JSON');
    }
    return new ApiError(response.status, body);
  }
}

export async function main(url) {
  const response = await fetch(url);
  if (!response.ok) throw await ApiError.from(response);
  console.log(await response.text());
}
