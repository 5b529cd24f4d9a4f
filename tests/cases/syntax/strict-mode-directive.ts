// leaks when: /500 (directives at the top of the file and of the function); clean on: /json
'use strict';

export const main = async function (url: string): Promise<string> {
  'use strict';
  const { ok, body } = await fetch(url); // LEAK
  if (!ok) return 'bad';
  let size = 0;
  for await (const part of body!) size += part.length;
  return `${size > 0}`;
};
