import { balanced, withBalancedQuotes } from '../../../shared/model/balanced'

/** Words that went through `answered`, the one way to an answer: no command prints others. */
export type AnswerWords = string & { readonly [told]: true }
declare const told: unique symbol

/** What a command answers: a value for `--json`, the same in words for a person, and what did not go well, in a sentence. */
export type Outcome = { readonly value: unknown; readonly words: AnswerWords; readonly failed?: string }

/**
 * The value as it is for programs, and in words as `words` lays it out. These are made of the value as it may be shown, so
 * that nothing which others wrote turns our own words behind it. What is printed to the letter, such as a text, is not taken from there.
 */
export function answered<Value>(value: Value, words: (shown: Value) => string, failed?: string): Outcome {
  return {
    value,
    // The brand is given here and nowhere else.
    words: words(asShown(value)) as AnswerWords,
    ...(failed !== undefined && { failed: withBalancedQuotes(failed) }),
  }
}

/** The same with every text in it fit for a terminal: no direction of writing is left open, and no sign would be obeyed. */
export function asShown<Value>(value: Value): Value {
  // A text stays a text, and lists and objects keep their form.
  return shownOf(value) as Value
}

function shownOf(value: unknown): unknown {
  if (typeof value === 'string') return balanced(value.replaceAll(obeyed, ' '))
  if (Array.isArray(value)) return value.map(shownOf)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shownOf(one)]))
}

/** Signs that move the cursor, change colours or ring; line breaks are ours to lay out. */
const obeyed = /[^\P{Cc}\n\t]/gu
