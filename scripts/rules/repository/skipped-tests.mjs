import { faultsByLine } from './files.mjs'

const marked =
  /\b(?:it|test|describe|suite|bench)(?:\.\w+)*\.(?:only|skip|todo|fails)\b|\b(?:xit|xtest|xdescribe|fit|fdescribe)\(/

/** Every test runs: none is left out, and none keeps the others from running. */
export function skippedTests(files) {
  return faultsByLine(
    files.filter(({ path }) => /\.test\.tsx?$/.test(path)),
    (line) => (line.match(marked) ?? []).map((mark) => `${mark} leaves tests out`),
  )
}
