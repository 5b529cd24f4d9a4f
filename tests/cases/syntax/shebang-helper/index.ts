// leaks when: /404 (the helper's file starts with a shebang); clean on: /json
import { check } from './check.ts';

export async function main(url: string): Promise<string> {
  return check(url);
}
