/** Whether the process that began something is still at it. */
import { readFileSync } from 'node:fs';

/** A process; `start` tells it from a later one with the same number, where the system says when it began. */
export interface Owner {
  readonly pid: number;
  readonly start: string | null;
}

/** This process. */
export function self(): Owner {
  return { pid: process.pid, start: look(process.pid)?.start ?? null };
}

/** Whether that process is running. */
export function isAlive({ pid, start }: Owner): boolean {
  const seen = look(pid);
  if (seen && start !== null) return seen.isRunning && seen.start === start;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // One of another user is running all the same.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** What Linux says of a process. One that has ended stays listed until its parent has asked for its exit code. */
function look(pid: number): { start: string; isRunning: boolean } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The second field is the name in parentheses, which may have spaces and parentheses of its own.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, start] = [fields[0], fields[19]];
    return state === undefined || start === undefined
      ? undefined
      : { start, isRunning: state !== 'Z' && state !== 'X' };
  } catch {
    return undefined;
  }
}
