/** From a JsonLogic rule to closures, once; then asked as often as the person changes an answer. */

import { isUnsure, type Missing, NOTHING, truth, type Value } from "./doubt";
import { constant, type Form, FORMS, literalList, type Step, strict, variable } from "./forms";
import { type Json, isList, isObject, type JsonObject, own } from "./json";
import { MAX_DEPTH, RuleError } from "./limits";
import { CALCULATIONS, COMPARISONS } from "./operators";
import { argumentsOf, bodyAt, operatorOf, pathsOf } from "./reading";
import { Run, Scope } from "./scope";
import { compareTexts } from "./texts";

/** The answer. `saw`: what the rule looked at, by path, in the order it looked. */
export interface Known {
  readonly known: true;
  readonly value: Json;
  readonly saw: JsonObject;
}

/** Not known yet. `missing`: the paths that would tell, in the order the rule names them; no other would help. */
export interface Maybe {
  readonly known: false;
  readonly missing: readonly string[];
  readonly saw: JsonObject;
}

export type Answer = Known | Maybe;

/** `whole` also allows what scenes may not use: computed paths, and these operators. */
export interface Language {
  readonly whole?: { readonly [name: string]: Form };
}

/** A compiled rule. */
export class Rule {
  constructor(
    readonly source: Json,
    readonly paths: readonly string[],
    private readonly step: Step,
  ) {}

  /** The value. A path neither in `facts` nor in `unknown` is null. Throws: RuleError when it runs over its limits. */
  evaluate(facts: Json, unknown: Missing = NOTHING): Answer {
    const [value, saw] = this.run(facts, unknown);
    return isUnsure(value) ? this.maybe(value.missing, saw) : { known: true, value, saw };
  }

  /** Only whether it holds: known once that is certain, though the value itself may not be. */
  decide(facts: Json, unknown: Missing = NOTHING): Answer {
    const [value, saw] = this.run(facts, unknown);
    const verdict = truth(value);
    if (verdict === null && isUnsure(value)) return this.maybe(value.doubts, saw);
    return { known: true, value: verdict, saw };
  }

  private run(facts: Json, unknown: Missing): readonly [Value, JsonObject] {
    const run = new Run();
    return [this.step(new Scope(run, facts, unknown)), run.saw];
  }

  private maybe(missing: Missing, saw: JsonObject): Maybe {
    const place = (path: string): number => {
      const named = this.paths.findIndex((each) => touch(each, path));
      return named < 0 ? this.paths.length : named;
    };
    const ordered = Array.from(missing).sort((one, other) => place(one) - place(other) || compareTexts(one, other));
    return { known: false, missing: ordered, saw };
  }
}

/** The same path, or one holds the other. */
function touch(one: string, other: string): boolean {
  return `${one}.`.startsWith(`${other}.`) || `${other}.`.startsWith(`${one}.`);
}

/** Throws: RuleError with what is wrong and the word near which it is. */
export function compileRule(rule: Json, language: Language = {}): Rule {
  return new Rule(rule, pathsOf(rule), new Compiler(language.whole).step(rule, 0, true));
}

class Compiler {
  constructor(private readonly whole: Language["whole"]) {}

  step(rule: Json, depth: number, root: boolean): Step {
    if (depth > MAX_DEPTH) throw new RuleError(`the rule is nested more than ${MAX_DEPTH} deep`);
    if (isList(rule)) return literalList(rule.map((each) => this.step(each, depth + 1, root)));
    if (!isObject(rule)) return constant(rule);
    const operator = operatorOf(rule);
    if (!operator) return this.plainObject(rule);
    return counted(this.operation(operator[0], argumentsOf(operator[1]), depth + 1, root));
  }

  private plainObject(rule: JsonObject): Step {
    if (this.whole) return constant(rule);
    throw new RuleError("one operator at a time: nest them with `and` or `or`", Object.keys(rule)[0] ?? "");
  }

  private operation(name: string, operands: readonly Json[], depth: number, root: boolean): Step {
    if (name === "var") return this.variable(operands, depth, root);
    const form = formOf(name) ?? (this.whole && own(this.whole, name));
    if (!form) throw new RuleError(`there is no operator \`${name}\``, name);
    return form(operands.map((each, place) => this.step(each, depth, root && !bodyAt(name, place))));
  }

  private variable(operands: readonly Json[], depth: number, root: boolean): Step {
    const path = operands.length > 0 ? (operands[0] as Json) : "";
    const otherwise = operands.length > 1 ? this.step(operands[1] as Json, depth, root) : null;
    if (path === null || typeof path === "string" || Number.isInteger(path)) {
      if (root && (path === null || path === "") && !this.whole) throw new RuleError("`var` needs a path here", "var");
      return variable(path === null ? "" : String(path), otherwise);
    }
    if (!this.whole) throw new RuleError("a path is written out, not computed", "var");
    return variable(this.step(path, depth, root), otherwise);
  }
}

function formOf(name: string): Form | undefined {
  const [comparison, calculation] = [own(COMPARISONS, name), own(CALCULATIONS, name)];
  if (comparison) return strict(comparison, true);
  return calculation ? strict(calculation) : own(FORMS, name);
}

function counted(step: Step): Step {
  return (scope) => {
    scope.run.step();
    return step(scope);
  };
}
