/** Runs programs in a worker thread. */
export class Executor {
  close(): Promise<void>;
}
