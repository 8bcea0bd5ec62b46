/** The questions of the library, to choose from. */

import { button, element } from "../dom";
import { wordsOf } from "../fold";
import type { Say } from "../words";
import { inLang, type Question } from "./questions";

/** Tags that number a list of ours say nothing to a reader. */
const NUMBERED = /^q\d+$/;
const TAGS = 24;

/** The gallery, and a way to show which question is chosen. */
export interface Gallery {
  readonly dom: HTMLElement;
  show(name: string): void;
}

/** Return the gallery: a filter, the most frequent tags, all questions. */
export function buildGallery(questions: Question[], say: Say, choose: (question: Question) => void): Gallery {
  const status = element("p", { role: "status" });
  const filter = element("input", { type: "search", id: "question-filter", autocomplete: "off" });
  let tag = "";
  const items = questions.map((question) => {
    const texts = [question.name, ...Object.values(question.question), ...Object.values(question.summary), ...question.tags];
    const press = button(inLang(question.question), () => choose(question), { "data-question": question.name, "aria-pressed": "false" });
    return { question, press, dom: element("li", {}, press), words: wordsOf(texts.join(" ")) };
  });
  const narrow = () => {
    const wanted = wordsOf(filter.value).split(" ");
    let count = 0;
    for (const item of items) {
      item.dom.hidden = !wanted.every((word) => item.words.includes(word)) || (tag !== "" && !item.question.tags.includes(tag));
      count += Number(!item.dom.hidden);
    }
    status.textContent = say("workbench.questions_shown", { count, total: items.length });
  };
  const tags = frequentTags(questions).map((name) => {
    const press = button(name, () => {
      tag = tag === name ? "" : name;
      for (const other of tags) other.setAttribute("aria-pressed", String(other.textContent === tag));
      narrow();
    }, { "aria-pressed": "false", class: "tag" });
    return press;
  });
  filter.addEventListener("input", narrow);
  narrow();
  return {
    dom: element(
      "div",
      { class: "gallery" },
      element("p", {}, element("label", { for: "question-filter" }, say("workbench.filter")), " ", filter),
      element("details", {}, element("summary", {}, say("workbench.tags")), element("div", { class: "tags" }, ...tags)),
      status,
      element("ul", { class: "questions" }, ...items.map((item) => item.dom)),
    ),
    show(name) {
      for (const { question, press } of items) press.setAttribute("aria-pressed", String(question.name === name));
    },
  };
}

function frequentTags(questions: Question[]): string[] {
  const times = new Map<string, number>();
  for (const tag of questions.flatMap((one) => one.tags)) if (!NUMBERED.test(tag)) times.set(tag, (times.get(tag) ?? 0) + 1);
  return [...times].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1)).slice(0, TAGS).map(([tag]) => tag);
}
