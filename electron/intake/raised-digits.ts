const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** Digits that a page raises, as raised signs: the number of a note is no part of the word or number before it. Other text stays. */
export function raisedDigits(text: string): string {
  return /^\s*\d[\d,\s]*$/.test(text) ? text.replaceAll(/\d/g, (digit) => raised.charAt(Number(digit))) : text
}
