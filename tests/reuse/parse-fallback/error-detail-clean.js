// reuses when: never
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
    const detail = response.statusText;
    throw new ApiError(response.status, detail, { cause });
  }
  console.log(Object.keys(data));
}
