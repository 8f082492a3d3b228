/** Words that lead to a condition of themselves. */
const LEADS =
  /^(if|unless|only|provided|providing|as long|so long|on (the )?condition|in (exchange|return) for|without|until|once|when)(?!\p{L})/iu

/** A condition as it follows on a stance: "if the guild agrees", also where only "the guild agrees" was written down. */
export function conditionWords(condition: string): string {
  return LEADS.test(condition) ? condition : `if ${condition}`
}
