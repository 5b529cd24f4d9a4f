// clean: /ok /500
import { TextClient } from './text.ts';
export async function main(url: string): Promise<void> { console.log((await new TextClient().run(url)).length); }
