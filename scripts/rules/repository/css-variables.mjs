import { declarationsOf } from './colours.mjs'

const used = /var\(\s*(--[\w-]+)/g
// Set from code: style={{ '--depth': 2 }} or setProperty('--depth', …).
const setInCode = /['"](--[\w-]+)['"]/g

/** Every custom property that is used is declared somewhere, in a style sheet or from code. */
export function unknownVariables(files) {
  const screen = files.filter(({ path }) => path.startsWith('renderer/'))
  const styles = screen.filter(({ path }) => path.endsWith('.css'))
  const code = screen.filter(({ path }) => /\.tsx?$/.test(path))
  const known = new Set([
    ...styles.flatMap(({ text }) => declarationsOf(text).map(({ name }) => name)),
    ...code.flatMap(({ text }) => [...text.matchAll(setInCode)].map((match) => match[1])),
  ])
  return [...styles, ...code].flatMap(({ path, text }) =>
    [...text.matchAll(used)]
      .map((match) => match[1])
      .filter((name) => !known.has(name))
      .map((name) => `${path}: ${name} is declared nowhere`),
  )
}
