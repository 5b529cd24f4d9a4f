/** Answers inside the error of a rejected status. */
import { testPairs, type Pair, type Report } from '../support/pairs.js';

const IMPORT = `import axios, { isAxiosError } from 'axios';\n`;
const at = (line: number, column: number, length: number, message: Report['message']): Report => ({
  line,
  column,
  endLine: line,
  endColumn: column + length,
  message,
});

const pairs: Pair[] = [
  {
    name: 'a catch that looks at the message',
    broken: `${IMPORT}export async function load(url, sink) {
  try {
    (await axios.get(url, { responseType: 'stream' })).data.pipe(sink);
  } catch (error) {
    console.error(error.message);
  }
}`,
    clean: `${IMPORT}export async function load(url, sink) {
  try {
    (await axios.get(url, { responseType: 'stream' })).data.pipe(sink);
  } catch (error) {
    if (error.response) error.response.data.resume();
  }
}`,
    report: at(
      4,
      12,
      42,
      'The response of `axios.get` is never consumed or cancelled by the end of the `catch` block on line 7 (in the error of a rejected status). Read or destroy the stream (`res.data.resume()`, `res.data.destroy()`) on every path, also that of a rejected status (`err.response.data`).',
    ),
  },
  {
    name: 'a catch without a variable',
    broken: `${IMPORT}export async function load(url, sink) {
  try {
    (await axios.get(url, { responseType: 'stream' })).data.pipe(sink);
  } catch {}
}`,
    clean: `${IMPORT}export async function load(url, sink) {
  try {
    (await axios.get(url)).data.pipe(sink);
  } catch {}
}`,
    report: at(4, 12, 42, /when it is dropped on line 5 \(in the error/),
  },
  {
    name: 'a handler of the chain',
    broken: `${IMPORT}export const load = (url) => axios.get(url, { responseType: 'stream' }).then((res) => res.data.resume(), () => null);`,
    clean: `${IMPORT}export const load = (url) => axios.get(url, { responseType: 'stream' }).then((res) => res.data.resume(), (error) => error.response?.data.resume());`,
    report: at(2, 30, 42, /in the error of a rejected status/),
  },
  {
    name: 'only what is no error of axios is handed on',
    broken: `${IMPORT}export async function load(url) {
  try {
    (await axios.get(url, { responseType: 'stream' })).data.resume();
  } catch (error) {
    if (!isAxiosError(error)) throw error;
  }
}`,
    clean: `${IMPORT}export async function load(url) {
  try {
    (await axios.get(url, { responseType: 'stream' })).data.resume();
  } catch (error) {
    if (isAxiosError(error)) throw error;
  }
}`,
    report: at(4, 12, 42, /by the end of the `catch` block on line 7/),
  },
  {
    name: 'an error of the own makes only the message last',
    broken: `${IMPORT}export async function load(url) {
  try {
    (await axios.get(url, { responseType: 'stream' })).data.resume();
  } catch (error) {
    throw new Error(error.message);
  }
}`,
    clean: `${IMPORT}export async function load(url) {
  try {
    (await axios.get(url, { responseType: 'stream' })).data.resume();
  } catch (error) {
    throw new Error('failed', { cause: error });
  }
}`,
    report: at(4, 12, 42, /`throw` on line 6/),
  },
  {
    name: 'the caller of the function that lets it out',
    broken: `${IMPORT}async function load(url) {
  (await axios.get(url, { responseType: 'stream' })).data.resume();
}
export async function up(url) {
  try {
    await load(url);
    return true;
  } catch {
    return false;
  }
}`,
    clean: `${IMPORT}async function load(url) {
  (await axios.get(url, { responseType: 'stream' })).data.resume();
}
export async function up(url) {
  await load(url);
  return true;
}`,
    report: at(7, 11, 9, /when it is dropped on line 9/),
  },
  {
    name: 'a helper that is given the error',
    broken: `${IMPORT}const report = (error) => console.error(error.response?.status);
export const load = (url) => axios.get(url, { responseType: 'stream' }).then((res) => res.data.resume()).catch(report);`,
    clean: `${IMPORT}const report = (error) => error.response?.data.destroy();
export const load = (url) => axios.get(url, { responseType: 'stream' }).then((res) => res.data.resume()).catch(report);`,
    report: at(3, 30, 42, /in the error of a rejected status/),
  },
  {
    name: 'ofetch',
    broken: `import { ofetch } from 'ofetch';
export async function copy(url, sink) {
  try {
    await (await ofetch(url, { responseType: 'stream' })).pipeTo(sink);
  } catch (error) {
    console.error(error);
  }
}`,
    clean: `import { FetchError, ofetch } from 'ofetch';
export async function copy(url, sink) {
  try {
    await (await ofetch(url, { responseType: 'stream' })).pipeTo(sink);
  } catch (error) {
    if (error instanceof FetchError) await error.data?.cancel();
  }
}`,
    report: at(
      4,
      18,
      39,
      'The response of `ofetch` is never consumed or cancelled by the end of the `catch` block on line 7 (in the error of a rejected status). Read the stream or cancel it (`await stream.cancel()`) on every path, also that of a rejected status (`error.data`).',
    ),
  },
  {
    name: 'ky 1',
    typed: true,
    broken: `import ky, { HTTPError } from 'ky';
export async function load(url: string) {
  try {
    return await ky(url).json();
  } catch (error) {
    if (error instanceof HTTPError) return error.response.status;
    throw error;
  }
}`,
    clean: `import ky, { HTTPError } from 'ky';
export async function load(url: string) {
  try {
    return await ky(url).json();
  } catch (error) {
    if (error instanceof HTTPError) return error.response.text();
    throw error;
  }
}`,
    report: at(4, 18, 7, /`return` on line 6 \(in the error of a rejected status\)/),
  },
];

testPairs('no-unconsumed-body', pairs, {
  'a promise that is not caught': `${IMPORT}export function load(url) {
  axios.get(url, { responseType: 'stream' }).then((res) => res.data.resume());
}`,
  'a status that is rejected by rules of its own': `${IMPORT}export const load = (url) => axios.get(url, { responseType: 'stream', validateStatus: (status) => status < 600 }).then((res) => res.data.resume()).catch(() => null);`,
  'an instance with interceptors': `${IMPORT}const api = axios.create({ responseType: 'stream' });
api.interceptors.response.use(undefined, (error) => {
  error.response?.data.destroy();
  throw error;
});
export const load = (url) => api.get(url).then((res) => res.data.resume()).catch(() => null);`,
  'an error that was not one of the answer': `${IMPORT}export async function load(url) {
  try {
    (await axios.get(url, { responseType: 'stream' })).data.resume();
  } catch (error) {
    if (axios.isCancel(error) || error.code === 'ECONNRESET' || error.name === 'AbortError') return;
    throw error;
  }
}`,
  'an error that is passed to unknown code': `${IMPORT}export async function load(url, next) {
  try {
    (await axios.get(url, { responseType: 'stream' })).data.resume();
  } catch (error) {
    next(error);
  }
}`,
  'ky without types': `import ky from 'ky';
export const load = (url) => ky(url).json().catch(() => null);`,
});
