/** The SPARQL editor. */

import { autocompletion } from "@codemirror/autocomplete";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { setDiagnostics } from "@codemirror/lint";
import { EditorState, Prec } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { basicSetup } from "codemirror";
import { sparql } from "codemirror-lang-sparql";
import { element } from "../dom";
import type { Thing } from "../names";
import { completeFrom } from "./completion";
import type { Labels } from "./labels";
import { editorPhrases } from "./phrases";
import type { Say } from "../words";

/** The editor as the workbench uses it. */
export interface Editor {
  readonly dom: HTMLElement;
  text(): string;
  /** Replace the text without telling `changed`. */
  setText(text: string): void;
  /** Mark a place that cannot be read: line and column from 1. */
  mark(line: number, column: number, message: string): void;
  focus(): void;
}

const COLOURS = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword], color: "var(--code-keyword)", fontWeight: "600" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--code-string)" },
  { tag: [tags.number, tags.bool], color: "var(--code-number)" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--code-variable)" },
  { tag: [tags.namespace, tags.url, tags.typeName, tags.propertyName], color: "var(--code-name)" },
  { tag: tags.comment, color: "var(--muted)", fontStyle: "italic" },
]);

const LOOKS = EditorView.theme({
  "&": { backgroundColor: "var(--paper, #fff)", color: "var(--ink, #1b1b1b)", border: "1px solid var(--rule, #888)" },
  "&.cm-focused": { outline: "2px solid var(--accent, #0072b2)" },
  ".cm-content": { caretColor: "var(--ink, #1b1b1b)" },
  ".cm-cursor": { borderLeftColor: "var(--ink, #1b1b1b)" },
  ".cm-scroller": { maxHeight: "26rem", minHeight: "8rem", overflow: "auto", fontFamily: "ui-monospace, monospace" },
  ".cm-gutters": { backgroundColor: "var(--panel, #f4f4f4)", color: "var(--muted, #595959)", border: "0" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--accent, #0072b2) 8%, transparent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--accent, #0072b2) 30%, transparent)",
  },
  ".cm-tooltip, .cm-panels": { backgroundColor: "var(--panel, #f4f4f4)", color: "var(--ink, #1b1b1b)", borderColor: "var(--rule, #888)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--accent, #0072b2)", color: "var(--paper, #fff)" },
});

/**
 * Return the editor.
 *
 * @param changed is called when the reader changes the text
 * @param run is called for Ctrl+Enter
 */
export function buildEditor(
  say: Say,
  labels: Labels,
  things: () => Thing[],
  changed: () => void,
  run: () => void,
): Editor {
  let quiet = false;
  const pressRun = Prec.highest(keymap.of([{ key: "Mod-Enter", run: () => (run(), true) }]));
  // In a shadow root CodeMirror adopts its styles, as the policy of the page allows; elsewhere it
  // would write a style element, which the policy forbids.
  const host = element("div", { class: "editor" });
  const root = host.attachShadow({ mode: "open" });
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      extensions: [
        pressRun,
        EditorState.phrases.of(editorPhrases(say)),
        basicSetup,
        sparql(),
        autocompletion({ override: [completeFrom(labels, things)], activateOnTyping: true }),
        syntaxHighlighting(COLOURS),
        LOOKS,
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": say("workbench.editor"), "data-editor": "sparql" }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !quiet) changed();
        }),
      ],
    }),
  });
  return {
    dom: host,
    text: () => view.state.doc.toString(),
    setText(text) {
      quiet = true;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
      view.dispatch(setDiagnostics(view.state, []));
      quiet = false;
    },
    mark(line, column, message) {
      const at = view.state.doc.line(Math.max(1, Math.min(line, view.state.doc.lines)));
      const from = Math.min(at.from + Math.max(0, column - 1), at.to);
      const to = Math.min(from + 1, view.state.doc.length);
      view.dispatch(setDiagnostics(view.state, [{ from, to, severity: "error", message }]));
    },
    focus: () => view.focus(),
  };
}
