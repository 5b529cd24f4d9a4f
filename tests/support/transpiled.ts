/** JavaScript from TypeScript, without a check of types. */
import { transformSync } from 'rolldown/utils';

/**
 * @param file names the text in what is thrown; its extension tells the language
 * @returns the text as JavaScript modules have it
 * @throws where it does not parse
 */
export function javascriptOf(file: string, text: string): string {
  const { code, errors } = transformSync(file, text, { target: 'es2023', typescript: { onlyRemoveTypeImports: true } });
  if (errors.length > 0) throw new Error(`${file}: ${errors.map(({ message }) => message).join('; ')}`);
  return code;
}
