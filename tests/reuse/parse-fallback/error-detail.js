// reuses when: /bad-json /text /404 /502 /empty (the error message reads what json() has read); clean on: /json /json-error /500 /204 /flaky
class ApiError extends Error {
  constructor(status, detail) {
    super(`API answered ${status}: ${detail.slice(0, 80)}`);
    this.status = status;
  }
}

export async function main(url) {
  const response = await fetch(url);
  let data;
  try {
    data = await response.json();
  } catch (cause) {
    const detail = await response.text(); // REUSE
    throw new ApiError(response.status, detail, { cause });
  }
  console.log(Object.keys(data));
}
