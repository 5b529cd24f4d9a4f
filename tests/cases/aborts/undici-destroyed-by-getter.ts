// leaks when: /500 (not destroyed); clean on: /404 (a setter destroys it) /json
import { request } from 'undici';
class State {
  stop = new AbortController();
  set status(value: number) {
    if (value === 404) this.stop.abort();
  }
}
export async function main(url: string): Promise<string> {
  const state = new State();
  const { statusCode, body } = await request(url, { signal: state.stop.signal }); // LEAK
  body.on('error', () => {});
  state.status = statusCode;
  if (statusCode >= 400) return `bad ${statusCode}`;
  return (await body.text()).slice(0, 5);
}
