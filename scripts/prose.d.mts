export const HIDING: readonly string[];
export const MAX_WORDS: number;
export function pageProblems(name: string, markdown: string): string[];
export function textProblems(place: string, text: string, most?: number): string[];
export function withoutSpans(text: string): string;
