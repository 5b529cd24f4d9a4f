const hooks: (() => void)[] = [];

export function beforeEach(hook: () => void): void {
  hooks.push(hook);
}

export function runHooks(): void {
  for (const hook of hooks) hook();
}
