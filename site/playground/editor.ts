/** The editor of the playground: the code, squiggles under findings, and the numbered steps of a path. */
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import { bracketMatching, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { Compartment, EditorState, StateEffect, StateField } from '@codemirror/state';
import { Decoration, EditorView, keymap, lineNumbers, WidgetType, type DecorationSet } from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import type { Language, ShownFinding, ShownStep } from '../engine/protocol.js';

export interface EditorEvents {
  /** The code has changed, also by `setCode`. */
  readonly onChange: (code: string) => void;
  /** The cursor has come to an offset. */
  readonly onCursor: (offset: number) => void;
  /** The key for the repair was pressed at an offset. */
  readonly onRepair: (offset: number) => void;
}

const showSteps = StateEffect.define<readonly ShownStep[]>();

class StepMark extends WidgetType {
  constructor(readonly number: number) {
    super();
  }

  override eq(other: StepMark): boolean {
    return other.number === this.number;
  }

  override toDOM(): HTMLElement {
    const mark = document.createElement('span');
    mark.className = 'pg-step-mark';
    mark.textContent = String(this.number);
    // The list of steps says the same to a screen reader.
    mark.setAttribute('aria-hidden', 'true');
    return mark;
  }
}

/** The steps of the selected path; they move with the code until the next answer. */
const steps = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(value, { changes, effects, newDoc }) {
    let shown = value.map(changes);
    for (const effect of effects)
      if (effect.is(showSteps)) shown = decorationsOf(effect.value.filter(({ range }) => range[1] <= newDoc.length));
    return shown;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function decorationsOf(path: readonly ShownStep[]): DecorationSet {
  return Decoration.set(
    path.flatMap(({ range: [from, to] }, index) => [
      Decoration.widget({ widget: new StepMark(index + 1), side: -1 }).range(from),
      ...(to > from ? [Decoration.mark({ class: 'pg-step' }).range(from, to)] : []),
    ]),
    true,
  );
}

export class Editor {
  readonly #view: EditorView;
  readonly #language = new Compartment();

  constructor(parent: HTMLElement, { onChange, onCursor, onRepair }: EditorEvents) {
    const repair = (view: EditorView): boolean => {
      onRepair(view.state.selection.main.head);
      return true;
    };
    this.#view = new EditorView({
      parent,
      state: EditorState.create({
        extensions: [
          lineNumbers(),
          history(),
          indentOnInput(),
          bracketMatching(),
          syntaxHighlighting(classHighlighter),
          lintGutter(),
          steps,
          // Tab leaves the editor, so that the keyboard reaches what comes after it.
          keymap.of([{ key: 'Mod-.', run: repair }, ...defaultKeymap, ...historyKeymap, ...lintKeymap]),
          EditorView.contentAttributes.of({ 'aria-label': 'Code', spellcheck: 'false' }),
          EditorView.updateListener.of(({ docChanged, selectionSet, state }) => {
            if (docChanged) onChange(state.doc.toString());
            if (selectionSet) onCursor(state.selection.main.head);
          }),
          this.#language.of(javascript()),
        ],
      }),
    });
  }

  destroy(): void {
    this.#view.destroy();
  }

  setCode(code: string): void {
    const { length } = this.#view.state.doc;
    this.#view.dispatch({ changes: { from: 0, to: length, insert: code }, selection: { anchor: 0 } });
  }

  /** One step for undo; the rest of the document, with the cursor, stays where it is. */
  edit(edits: ShownFinding['repair']['edits']): void {
    this.#view.dispatch({
      changes: edits.map(({ range: [from, to], text }) => ({ from, to, insert: text })),
      userEvent: 'input.repair',
    });
  }

  setLanguage(language: Language): void {
    const extension = javascript({ typescript: language !== 'js', jsx: language !== 'ts' });
    this.#view.dispatch({ effects: this.#language.reconfigure(extension) });
  }

  /** Squiggles for findings, and the place where the code does not parse. */
  showFindings(
    findings: readonly ShownFinding[],
    problem: { readonly message: string; readonly at?: number } | null,
  ): void {
    const { length } = this.#view.state.doc;
    const found = findings.map(({ range: [from, to], rule, message }): Diagnostic => ({
      from,
      to,
      severity: 'error',
      source: `http-leak/${rule}`,
      message,
    }));
    if (problem?.at !== undefined) {
      const from = Math.min(problem.at, length);
      found.push({ from, to: Math.min(from + 1, length), severity: 'warning', message: problem.message });
    }
    this.#view.dispatch(
      setDiagnostics(
        this.#view.state,
        found.filter(({ to }) => to <= length),
      ),
    );
  }

  showPath(path: readonly ShownStep[]): void {
    this.#view.dispatch({ effects: showSteps.of(path) });
  }

  /** Selects a range, and brings it into view. */
  goTo([anchor, head]: readonly [number, number]): void {
    const { length } = this.#view.state.doc;
    this.#view.dispatch({
      selection: { anchor: Math.min(anchor, length), head: Math.min(head, length) },
      effects: EditorView.scrollIntoView(Math.min(anchor, length), { y: 'center' }),
    });
    this.#view.focus();
  }
}
