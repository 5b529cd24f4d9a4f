/** Paths as the output shows them. */
import path from 'node:path';
import { visible } from './visible.js';

/** The path relative to `cwd`, for display. */
export function shownPath(file: string, cwd: string): string {
  return visible(displayPath(file, cwd));
}

/** The path as a person in `cwd` would type it. */
export function displayPath(file: string, cwd: string): string {
  const relative = path.relative(cwd, file);
  return relative.startsWith('..') ? file : relative === '' ? '.' : relative;
}
