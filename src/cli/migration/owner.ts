/** Whether the process that started a run is still running. */
import { readFileSync } from 'node:fs';

/** A process; `start` distinguishes it from a later process with the same id, if the system has start times. */
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
    // The process belongs to another user, and is running.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The state of a process on Linux. A process that has ended stays listed until its parent reads its exit code. */
function look(pid: number): { start: string; isRunning: boolean } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The second field is the name in parentheses, which may contain spaces and parentheses.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, start] = [fields[0], fields[19]];
    return state === undefined || start === undefined
      ? undefined
      : { start, isRunning: state !== 'Z' && state !== 'X' };
  } catch {
    return undefined;
  }
}
