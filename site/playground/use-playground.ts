/** The state of the playground: the options, what the engine has answered, and what of it is selected. */
import { computed, onBeforeUnmount, onMounted, ref, shallowRef, watch, type Ref } from 'vue';
import type { RuleName } from '../../src/findings/finding.js';
import type { Answer, Language, ShownFinding } from '../engine/protocol.js';
import { hashFor, sharedIn, type Report, type Shared } from '../shared.js';
import { Editor } from './editor.js';
import { Engine, type Asked } from './engine.js';
import { data as rules } from './playground.data.js';

/** Milliseconds without a key before the code is checked. */
const PAUSE = 150;

/** The options, as the address and the engine have them. */
function useOptions() {
  const options = {
    language: ref<Language>('ts'),
    report: ref<Report>('recommended'),
    strict: ref(false),
    types: ref(false),
    release: ref<'' | 'cancel' | 'drain'>(''),
    settings: ref(''),
  };
  const { language, report, strict, types, release, settings } = options;
  return {
    options,
    /** Only what differs from the usual, so that addresses stay short. */
    shared: (code: string): Shared => ({
      code,
      language: language.value,
      report: report.value,
      ...(strict.value ? { strict: true } : {}),
      ...(types.value ? { types: true } : {}),
      ...(release.value === '' ? {} : { release: release.value }),
      ...(settings.value.trim() === '' ? {} : { settings: settings.value }),
    }),
    open: (state: Shared): void => {
      language.value = state.language;
      report.value = state.report;
      strict.value = state.strict ?? false;
      types.value = state.types ?? false;
      release.value = state.release ?? '';
      settings.value = state.settings ?? '';
    },
    asked: (code: string): Asked => ({
      code,
      language: language.value,
      rules: rulesOf(report.value),
      strict: strict.value,
      settings: settings.value,
      types: types.value,
      ...(release.value === '' ? {} : { release: release.value }),
    }),
    /** A configuration says whether it is strict; one rule may be either. */
    choose: (chosen: Report): void => {
      if (chosen === 'strict' || chosen === 'recommended') strict.value = chosen === 'strict';
    },
  };
}

/** @param place of the editor */
export function usePlayground(place: Ref<HTMLElement | null>) {
  const { options, shared, open: setOptions, asked, choose } = useOptions();
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
  /** Counts what the code, the options and the page have gone through: an answer to an older state is dropped. */
  let state = 0;

  async function openHash(hash: string): Promise<void> {
    const stored = hash === '' ? null : await sharedIn(hash);
    if (!stored) return;
    setOptions(stored);
    selected.value = 0;
    editor?.setCode(stored.code);
    example.value = rules.some(({ examples }) => examples.some((one) => one.hash === hash)) ? hash : '';
  }

  async function check(): Promise<void> {
    const [asking, text] = [state, code.value];
    const hash = await hashFor(shared(text));
    const line = text.slice(0, finding.value?.range[0] ?? cursor.value).split('\n').length;
    const explain = isExplained.value ? { explain: { line } } : {};
    const reply = await engine.ask({ ...asked(text), ...explain });
    if (!reply || asking !== state) return;
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
    state += 1;
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
    state += 1;
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
    choose,
    repair: () => repair(finding.value),
  };
}

const rulesOf = (report: Report): RuleName[] =>
  rules
    .filter(({ name, isRecommended }) =>
      report === 'recommended' ? isRecommended : report === 'strict' || report === name,
    )
    .map(({ name }) => name as RuleName);
