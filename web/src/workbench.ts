/** The SPARQL workbench: questions of the library or the reader's own, asked inside the page. */

import { adopt, button, element } from "./dom";
import { copyText } from "./copy";
import { pageLens } from "./data";
import { loadNames, type Thing } from "./names";
import css from "./style/workbench.css";
import { putValue } from "./workbench/bind";
import { loadCells } from "./workbench/cells";
import { buildEditor } from "./workbench/editor";
import { Engine } from "./workbench/engine";
import { explainQuery, patternsInWords } from "./workbench/explain";
import { buildForm, type Form } from "./workbench/form";
import { buildGallery } from "./workbench/gallery";
import { guard, Refusal } from "./workbench/guard";
import { Labels } from "./workbench/labels";
import { bodyOf, inLang, loadQuestions, type Question } from "./workbench/questions";
import { readHash, shareAddress, writeHash, type Shared } from "./workbench/share";
import { missingPrefixes, prologue, tokenize } from "./workbench/scan";
import { Runner } from "./workbench/runner";
import { loadWords, together } from "./words";

const FIRST_TEXT = `# Ctrl+Enter
SELECT ?policy ?year
WHERE {
  ?policy tkg:issuedBy actor:state-council .
  ?policy tkg:issuedIn ?year .
}
ORDER BY ?year ?policy
`;

async function start(main: HTMLElement): Promise<void> {
  adopt(css);
  const engine = new Engine(pageLens());
  const labels = new Labels();
  // The engine is the longest way: it starts while the rest is read.
  const started = engine.start();
  started.catch(() => undefined);
  const [say, questions] = await Promise.all([loadWords(), loadQuestions(), loadCells()]);
  let things: Thing[] = [];
  let chosen: { question: Question; form: Form } | undefined;

  const summary = element("div", { class: "summary" });
  const explanation = element("div", { class: "explanation" });
  const editor = buildEditor(say, labels, () => things, () => own(), () => void runHere());
  const runner = new Runner(engine, labels, say, editor);
  const gallery = buildGallery(questions, say, (question) => {
    choose(question, new Map());
    summary.scrollIntoView({ block: "nearest" });
  });

  /** Explain what is in the editor. */
  function explain(): void {
    const tokens = tokenize(editor.text());
    try {
      const form = guard(editor.text(), tokens);
      const patterns = patternsInWords(tokens, labels).map((line) => element("li", {}, line));
      explanation.replaceChildren(
        element("p", {}, together(explainQuery(form, tokens, say))),
        element("details", {}, element("summary", {}, say("workbench.in_words")), element("ul", {}, ...patterns)),
      );
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      explanation.replaceChildren();
    }
  }
  /** The reader writes: what is in the editor is no longer the question of the library. */
  function own(): void {
    if (chosen) {
      chosen = undefined;
      gallery.show("");
      summary.replaceChildren(element("p", {}, say("workbench.own")));
    }
    explain();
  }
  function choose(question: Question, given: Map<string, string>): void {
    const form = buildForm(question.params, given, things, say, rewrite);
    chosen = { question, form };
    gallery.show(question.name);
    summary.replaceChildren(
      element("h3", {}, inLang(question.question)),
      element("p", {}, inLang(question.summary)),
      form.dom,
      element("p", {}, button(say("workbench.run"), () => void runHere(), { class: "run" })),
    );
    rewrite();
  }
  /** Put the values of the form into the query; while one is wrong, the query stays as it was. */
  function rewrite(): boolean {
    if (!chosen) return true;
    try {
      let sparql = bodyOf(chosen.question);
      for (const [name, term] of chosen.form.terms()) sparql = putValue(sparql, name, term);
      editor.setText(sparql);
      explain();
      return true;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return false;
    }
  }
  async function run(): Promise<void> {
    if (!rewrite()) return;
    const shared: Shared = chosen ? { name: chosen.question.name, given: chosen.form.given() } : { sparql: editor.text() };
    try {
      history.replaceState(history.state, "", `#${writeHash(shared)}`);
    } catch {
      // not allowed in some frames; the query runs all the same
    }
    const text = editor.text();
    await runner.run(prologue(missingPrefixes(tokenize(text))) + text, chosen?.question.name ?? "answer");
  }
  /** Run on request: whoever asks wants to see the answer. */
  async function runHere(): Promise<void> {
    await run();
    document.getElementById("wb-answer")?.scrollIntoView({ block: "start" });
  }
  async function open(): Promise<void> {
    const shared = readHash(location.hash);
    if (shared && "sparql" in shared) {
      editor.setText(shared.sparql);
      // Somebody else's text is read before it is run.
      return own();
    }
    const question = questions.find(({ name }) => name === shared?.name);
    if (!question || !shared) {
      editor.setText(FIRST_TEXT);
      return explain();
    }
    choose(question, shared.given);
    await run();
  }

  const share = button(say("workbench.share"), () => {
    const shared: Shared = chosen ? { name: chosen.question.name, given: chosen.form.given() } : { sparql: editor.text() };
    void copyText(shareAddress(location.href, engine.lens, shared)).then((done) => {
      share.textContent = say(done ? "atlas.copied" : "atlas.not_copied");
      setTimeout(() => (share.textContent = say("workbench.share")), 2000);
    });
  });
  // There at once, so that nothing moves when names and labels have come.
  if (!readHash(location.hash)) {
    editor.setText(FIRST_TEXT);
    explain();
  }
  main.append(
    element("section", { "aria-labelledby": "wb-questions" }, element("h2", { id: "wb-questions" }, say("workbench.questions")), gallery.dom),
    element("section", { "aria-labelledby": "wb-query" },
      element("h2", { id: "wb-query" }, say("workbench.query")),
      summary, editor.dom, element("p", { class: "hint" }, say("workbench.editor_hint")),
      element("p", { class: "actions" }, button(say("workbench.run"), () => void runHere(), { class: "run" }), " ", share, " ", runner.controls),
      explanation),
    element("section", { "aria-labelledby": "wb-answer" }, element("h2", { id: "wb-answer" }, say("workbench.answer")), runner.dom),
  );
  engine.onLabels = (rows) => {
    labels.fill(rows);
    explain();
  };
  runner.watch();
  things = await loadNames();
  // The link to the content changes the part after # too, and brings no state.
  addEventListener("hashchange", () => void (readHash(location.hash) && open()));
  // What was answered is asked again; what was not yet asked is not.
  document.addEventListener("lens", () => {
    engine.look(pageLens());
    if (runner.dom.hasChildNodes()) void run();
  });
  await open();
  main.dataset["ready"] = "yes";
}

const main = document.getElementById("workbench");
if (main) void start(main);
