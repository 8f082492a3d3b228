/** Puts names of files in their order as people read them: `text 2` comes before `text 10`. */
export const { compare: byName } = new Intl.Collator('en', { numeric: true })
