/** The lens of a page: which of its statements count, by what their elements say of themselves.
 *
 * An element of a statement carries
 * - `data-source`: slug of the source it stands in;
 * - `data-attributed`: slugs of the sources on whose word it stands there, if any;
 * - `data-year`: the year the source was published, if known;
 * - `data-standing`: `corroborated`, `singleSourced`, `disputed`, `contradicted`;
 * - `data-severe`: it is in a discrepancy of severity 1;
 * - `data-weak`, `data-official`: its source is.
 * The last three hold when they are there and not `0`, `false` or `no`.
 */

/** What an element says of its statement. */
export type Marks = Partial<Record<string, string>>;

/**
 * Return whether a statement counts through a lens, as `queries/lenses` has it.
 *
 * @param lens `all`, `uncontested`, `corroborated`, `without-weak-sources`, `official`,
 *   `only:SOURCE`, `without:SOURCE`, `as-of:YEAR`
 */
export function counts(lens: string, marks: Marks): boolean {
  const [name, value = ""] = split(lens);
  switch (name) {
    case "uncontested":
      return !["disputed", "contradicted"].includes(marks["standing"] ?? "") && !holds(marks["severe"]);
    case "corroborated":
      return marks["standing"] === "corroborated";
    case "without-weak-sources":
      return !holds(marks["weak"]);
    case "official":
      return holds(marks["official"]);
    case "only":
      return slugs(marks["source"]).includes(value);
    case "without": {
      const witnesses = slugs(marks["attributed"]);
      const onlyIts = witnesses.length > 0 && witnesses.every((one) => one === value);
      return !slugs(marks["source"]).includes(value) && !onlyIts;
    }
    case "as-of":
      return Number(marks["year"] || Infinity) <= Number(value);
    default:
      return true;
  }
}

function split(lens: string): string[] {
  const mark = lens.search(/[:=]/);
  return mark < 0 ? [lens] : [lens.slice(0, mark), lens.slice(mark + 1)];
}

function holds(mark: string | undefined): boolean {
  return mark !== undefined && !["0", "false", "no"].includes(mark);
}

function slugs(mark: string | undefined): string[] {
  return (mark ?? "").split(/\s+/).filter(Boolean);
}
