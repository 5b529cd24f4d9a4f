/** The findings that comments of the file disable, and the comments that disable every rule. */
import type { SourceCode } from 'eslint';

/** A comment that disables all rules although it names none. */
export interface Blanket {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** `eslint-disable`, `eslint-disable-line` or `eslint-disable-next-line`. */
  readonly directive: string;
  /** The findings that it hides. */
  readonly leaks: number;
}

/** 1-based, as ESLint reports it. */
interface Position {
  readonly rule: string;
  readonly line: number;
  readonly column: number;
}

/** Tells which comments without the name of a rule hide `disabled` findings. */
export function blanketsOf(file: string, sourceCode: SourceCode, disabled: readonly Position[]): Blanket[] {
  const counts = new Map<Directive, number>();
  const directives = disabled.length === 0 ? [] : directivesOf(sourceCode);
  for (const position of disabled) {
    const blanket = blanketOver(position, directives);
    if (blanket) counts.set(blanket, (counts.get(blanket) ?? 0) + 1);
  }
  return [...counts].map(([{ type, line }, leaks]) => ({ file, line, directive: `eslint-${type}`, leaks }));
}

interface Directive {
  readonly type: string;
  /** Empty for all rules. */
  readonly rules: readonly string[];
  readonly line: number;
  readonly endLine: number;
  /** 1-based. */
  readonly column: number;
}

function directivesOf(sourceCode: SourceCode): Directive[] {
  // The method belongs to the interface of languages, not to the declared type of JavaScript's source code.
  const { directives } = (
    sourceCode as unknown as {
      getDisableDirectives(): {
        directives: { type: string; value: string; node: { loc: SourceCode['ast']['loc'] } }[];
      };
    }
  ).getDisableDirectives();
  return directives.map(({ type, value, node: { loc } }) => ({
    type,
    rules: value
      .split(',')
      .map((rule) => rule.trim())
      .filter((rule) => rule !== ''),
    line: loc.start.line,
    endLine: loc.end.line,
    column: loc.start.column + 1,
  }));
}

/** The comment without a rule that covers a position, the last one if there are several. */
function blanketOver({ rule, line, column }: Position, directives: readonly Directive[]): Directive | null {
  let over: Directive | null = null;
  for (const directive of directives) {
    const isBlanket = directive.rules.length === 0;
    const isBefore = directive.line < line || (directive.line === line && directive.column <= column);
    switch (directive.type) {
      case 'disable':
        if (isBlanket && isBefore) over = directive;
        break;
      case 'enable':
        if (isBefore && (isBlanket || directive.rules.includes(rule))) over = null;
        break;
      case 'disable-line':
        if (isBlanket && directive.line === line) return directive;
        break;
      case 'disable-next-line':
        if (isBlanket && directive.endLine + 1 === line) return directive;
        break;
    }
  }
  return over;
}
