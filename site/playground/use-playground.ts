/** The state of the playground: the options, what the engine has answered, and what of it is selected. */
import { computed, onBeforeUnmount, onMounted, ref, shallowRef, watch, type Ref } from 'vue';
import type { RuleName } from '../../src/findings/finding.js';
import type { Answer, Language, ShownFinding } from '../engine/protocol.js';
import { hashFor, sharedIn, type Report, type Shared } from '../shared.js';
import { Editor } from './editor.js';
import { Engine } from './engine.js';
import { data as rules } from './playground.data.js';

/** Milliseconds without a key before the code is checked. */
const PAUSE = 150;

export function usePlayground(place: Ref<HTMLElement | null>) {
  const options = {
    language: ref<Language>('ts'),
    report: ref<Report>('recommended'),
    strict: ref(false),
    types: ref(false),
    release: ref<'' | 'cancel' | 'drain'>(''),
    settings: ref(''),
  };
  const code = ref('');
  const answer = shallowRef<Answer | null>(null);
  const isBusy = ref(true);
  const answers = ref(0);
  const isExplained = ref(false);
  const cursor = ref(0);
  /** The address of the example that is open and not changed; empty for other code. */
  const example = ref('');
  const selected = ref(0);
  const selectedPath = ref(0);
  const finding = computed(() => answer.value?.findings[selected.value] ?? null);
  const path = computed(() => finding.value?.paths[selectedPath.value] ?? []);

  const engine = new Engine();
  let editor: Editor | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let written = '';

  /** Only what differs from the usual, so that addresses stay short. */
  const shared = (): Shared => ({
    code: code.value,
    language: options.language.value,
    report: options.report.value,
    ...(options.strict.value ? { strict: true } : {}),
    ...(options.types.value ? { types: true } : {}),
    ...(options.release.value === '' ? {} : { release: options.release.value }),
    ...(options.settings.value.trim() === '' ? {} : { settings: options.settings.value }),
  });

  function open(state: Shared): void {
    options.language.value = state.language;
    options.report.value = state.report;
    options.strict.value = state.strict ?? false;
    options.types.value = state.types ?? false;
    options.release.value = state.release ?? '';
    options.settings.value = state.settings ?? '';
    selected.value = 0;
    editor?.setCode(state.code);
  }

  async function openHash(hash: string): Promise<void> {
    const state = hash === '' ? null : await sharedIn(hash);
    if (!state) return;
    open(state);
    example.value = rules.some(({ examples }) => examples.some((one) => one.hash === hash)) ? hash : '';
  }

  async function check(): Promise<void> {
    isBusy.value = true;
    const text = code.value;
    const hash = await hashFor(shared());
    const line = text.slice(0, finding.value?.range[0] ?? cursor.value).split('\n').length;
    const reply = await engine.ask({
      code: text,
      language: options.language.value,
      rules: rulesOf(options.report.value),
      strict: options.strict.value,
      settings: options.settings.value,
      types: options.types.value,
      ...(options.release.value === '' ? {} : { release: options.release.value }),
      ...(isExplained.value ? { explain: { line } } : {}),
    });
    // A newer question is on its way, or the code has changed since.
    if (!reply || text !== code.value) return;
    written = hash;
    history.replaceState(history.state, '', `#${hash}`);
    answer.value = reply;
    answers.value += 1;
    selected.value = Math.min(selected.value, Math.max(0, reply.findings.length - 1));
    selectedPath.value = 0;
    isBusy.value = false;
    editor?.showFindings(reply.findings, reply.problem);
    editor?.showPath(path.value);
  }

  function later(): void {
    isBusy.value = true;
    clearTimeout(timer);
    timer = setTimeout(() => void check(), PAUSE);
  }

  function repair(one: ShownFinding | null): void {
    // What is shown may be older than the code.
    if (!one || isBusy.value || one.repair.verdict === 'none') return;
    editor?.edit(one.repair.edits);
  }

  const within = (offset: number): number =>
    answer.value?.findings.findIndex(({ range }) => range[0] <= offset && offset <= range[1]) ?? -1;

  const onHash = (): void => {
    const hash = location.hash.slice(1);
    if (hash !== written) void openHash(hash);
  };

  onMounted(() => {
    editor = new Editor(place.value!, {
      onChange(text) {
        code.value = text;
        example.value = '';
        later();
      },
      onCursor(offset) {
        cursor.value = offset;
        const index = within(offset);
        if (index >= 0) selected.value = index;
      },
      onRepair: (offset) => repair(answer.value?.findings[within(offset)] ?? finding.value),
    });
    editor.setLanguage(options.language.value);
    window.addEventListener('hashchange', onHash);
    void openHash(location.hash.slice(1)).then(() =>
      code.value === '' ? openHash(rules[0]!.examples[0]!.hash) : null,
    );
  });
  onBeforeUnmount(() => {
    window.removeEventListener('hashchange', onHash);
    clearTimeout(timer);
    engine.close();
    editor?.destroy();
  });
  watch([...Object.values(options), isExplained], later);
  watch(options.language, (language) => editor?.setLanguage(language));
  watch(selected, () => {
    selectedPath.value = 0;
    if (isExplained.value) later();
  });
  watch(path, (steps) => editor?.showPath(steps));

  return {
    ...options,
    answer,
    /** How many questions the engine has answered. */
    answers,
    code,
    example,
    finding,
    isBusy,
    isExplained,
    path,
    rules,
    selected,
    selectedPath,
    goTo: (range: readonly [number, number]) => editor?.goTo(range),
    openHash,
    /** A configuration says whether it is strict; one rule may be either. */
    choose(report: Report) {
      if (report === 'strict' || report === 'recommended') options.strict.value = report === 'strict';
    },
    repair: () => repair(finding.value),
  };
}

const rulesOf = (report: Report): RuleName[] =>
  rules
    .filter(({ name, isRecommended }) =>
      report === 'recommended' ? isRecommended : report === 'strict' || report === name,
    )
    .map(({ name }) => name as RuleName);
