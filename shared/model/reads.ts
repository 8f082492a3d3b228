/** Which way a language is written. */
export function reads(tag: string): 'ltr' | 'rtl' {
  return /^(?:ar|fa|he|ur|yi|ps|sd|ug|dv)\b/i.test(tag) ? 'rtl' : 'ltr'
}
