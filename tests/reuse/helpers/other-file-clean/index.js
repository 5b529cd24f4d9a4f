// reuses when: never
import { describe } from './describe.js';

export async function main(url) {
  const response = await fetch(url);
  console.log(await describe(response));
  const settings = await response.json();
  console.log(settings.ok);
}
