/** The fields of a question's parameters. */

import { attachCombobox } from "../combobox";
import { button, element } from "../dom";
import { findThings, labelOf, type Thing } from "../names";
import { kindName } from "../search";
import { joined, type Say } from "../words";
import type { Parameter } from "./bind";
import { columnText } from "./cells";
import { Refusal } from "./guard";
import { iriOfPath } from "./addresses";
import { expand } from "./prefixes";
import { LANGUAGE_TAGS, readValue, shortName } from "./values";

const PROPOSED = 12;

/** The fields, and what they hold. */
export interface Form {
  readonly dom: HTMLElement;
  /** Terms by parameter, of those that differ from what the question asks by itself. */
  terms(): Map<string, string>;
  /** What was given, as a link carries it: `actor:state-council`, `2015`. */
  given(): Map<string, string>;
}

interface Field {
  parameter: Parameter;
  dom: HTMLElement;
  value(): string;
  fail(text: string): void;
}

/**
 * Return the form of some parameters.
 *
 * @param given values by parameter, as a link carries them
 * @param changed is called when a value changes
 */
export function buildForm(
  parameters: Parameter[],
  given: Map<string, string>,
  things: Thing[],
  say: Say,
  changed: () => void,
): Form {
  const fields = parameters.map((one) => buildField(one, given.get(one.name), things, say, changed));
  const held = () => fields.filter((field) => field.value().trim() && field.value().trim() !== field.parameter.default);
  return {
    dom: element("div", { class: "parameters" }, ...fields.map((field) => field.dom)),
    given: () => new Map(held().map((field) => [field.parameter.name, field.value()])),
    terms() {
      for (const field of fields) field.fail("");
      const terms = new Map<string, string>();
      for (const field of held()) {
        try {
          terms.set(field.parameter.name, readValue(field.value(), field.parameter, things));
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          const values = error.values["kind"] ? { ...error.values, kind: kindName(String(error.values["kind"]), say) } : error.values;
          field.fail(say(`workbench.refused.${error.message_name}`, values));
          throw error;
        }
      }
      return terms;
    },
  };
}

function buildField(parameter: Parameter, given: string | undefined, things: Thing[], say: Say, changed: () => void): Field {
  const id = `parameter-${parameter.name}`;
  const [kind, narrower = ""] = parameter.kind.split(":");
  const problem = element("p", { class: "problem", id: `${id}-problem`, role: "alert" });
  const hint = element("p", { class: "hint", id: `${id}-hint` });
  const described = { id, name: parameter.name, "aria-describedby": `${id}-hint ${id}-problem` };
  // A default of several things cannot stand in a field for one; it is said below.
  const single = parameter.default && !(kind === "entity" && parameter.default.includes(" "));
  let value = given ?? (single ? parameter.default : "");
  const input: HTMLInputElement | HTMLSelectElement =
    kind === "language"
      ? element("select", described, element("option", { value: "" }, say("workbench.any")), ...Object.keys(LANGUAGE_TAGS).map((tag) => element("option", { value: tag }, tag)))
      : element("input", { ...described, type: kind === "integer" || kind === "decimal" ? "number" : "text", step: kind === "decimal" ? "any" : null, inputmode: narrower === "year" ? "numeric" : null });
  const nameOf = (name: string) => {
    const thing = things.find((one) => iriOfPath(one.path) === expand(name));
    return thing ? labelOf(thing) : name;
  };
  const set = (text: string) => {
    value = text;
    input.value = kind === "entity" ? nameOf(text) : text;
  };
  set(value);
  input.addEventListener(kind === "language" ? "change" : "input", () => {
    value = input.value;
    changed();
  });
  const shown = parameter.default && (kind === "entity" ? joined(parameter.default.split(" ").map(nameOf)) : parameter.default);
  hint.append(shown ? say("workbench.default", { value: shown }) : say("workbench.all_of_them"), " ");
  if (parameter.example && parameter.example !== parameter.default) {
    const example = kind === "entity" ? nameOf(parameter.example) : parameter.example;
    hint.append(button(say("workbench.try", { value: example }), () => (set(parameter.example), changed()), { class: "plain" }));
  }
  const label = element("label", { for: id }, columnText(parameter.name), narrower && narrower !== parameter.name ? element("small", {}, ` ${kindName(narrower, say)}`) : null);
  const holder = element("div", { class: "proposing" }, input);
  if (kind === "entity") {
    attachCombobox(input as HTMLInputElement, {
      label: columnText(parameter.name),
      count: (count) => say("atlas.search.count", { count }),
      propose: async (typed) =>
        (typed.trim() ? findThings(things, typed, narrower, PROPOSED).map(({ thing }) => thing) : things.filter((thing) => thing.kind === narrower).slice(0, 100))
          .map((thing) => ({ text: labelOf(thing), note: narrower ? shortName(thing) : kindName(thing.kind, say), value: shortName(thing) })),
      choose: (proposal) => (set(proposal.value), changed()),
    });
  }
  return {
    parameter,
    dom: element("div", { class: "parameter" }, label, holder, hint, problem),
    value: () => value,
    fail(text) {
      problem.textContent = text;
      input.toggleAttribute("aria-invalid", false);
      if (text) input.setAttribute("aria-invalid", "true");
    },
  };
}
