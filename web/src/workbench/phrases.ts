/** What the editor says by itself, in the language of the page. */

import type { Say } from "../words";

/** Every phrase of CodeMirror, as its extensions ask for it; `$` is a number it puts in. */
export const PHRASES = [
  // completion, lint
  ...["Completions", "Control character", "Diagnostics", "No diagnostics", "close"],
  // search
  ...["Find", "Replace", "next", "previous", "all", "match case", "regexp", "by word", "replace", "replace all"],
  ...["Go to line", "go", "current match", "on line", "replaced $ matches", "replaced match on line $"],
  // folding, history, selection
  ...["folded code", "unfold", "to", "Folded lines", "Unfolded lines", "Fold line", "Unfold line", "Selection deleted"],
] as const;

/** Return the phrases in the language of the page, as `EditorState.phrases` takes them. */
export function editorPhrases(say: Say): Record<string, string> {
  return Object.fromEntries(PHRASES.map((phrase) => [phrase, say(`workbench.phrases.${phrase}`)]));
}
