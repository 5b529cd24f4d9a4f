// clean: /json /500
import ky, { isHTTPError, TimeoutError } from 'ky';

export async function main(url: string): Promise<void> {
  try {
    console.log(typeof (await ky.get(url, { retry: 0 }).json()));
  } catch (problem) {
    if (problem instanceof TimeoutError) return;
    if (!isHTTPError(problem)) throw problem;
    console.error(problem.response.status, (await problem.response.text()).length);
  }
}
