// clean: /lines (the body is destroyed if the loop was left with a match)
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';

interface Line {
  readonly text: string;
}

const parsed = (text: string): Line => ({ text });

export async function main(url: string) {
  const response = await fetch(url);
  const input = Readable.fromWeb(response.body as never);
  const lines = createInterface({ input });
  let match: Line | undefined;
  for await (const text of lines) {
    const line = parsed(text);
    if (line.text.includes('2')) {
      match = line;
      break;
    }
  }
  const isComplete = match === undefined;
  if (!isComplete) input.destroy();
  return match?.text;
}
