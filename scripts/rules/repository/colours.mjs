const tokens = 'renderer/ui/tokens.css'
const hex = /#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})\b/gi
const hexInQuotes = /(?<=["'`])#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})(?=["'`])/gi
const written = /\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch)\(/gi

/** A colour has a name, in `tokens.css`, so that a theme can change it: it is written out nowhere else on the screen. */
export function coloursOutsideTokens(files) {
  return files
    .filter(({ path }) => /^(renderer|shared)\/.*\.(css|tsx?|html)$/.test(path) && path !== tokens)
    .filter(({ path }) => !/\.test\.tsx?$/.test(path))
    .flatMap(({ path, text }) => {
      const found = path.endsWith('.css') ? inStyles(text) : inCode(text)
      return found.map((colour) => `${path}: the colour ${colour} belongs in ${tokens}`)
    })
}

function inStyles(text) {
  return declarationsOf(text).flatMap(({ value }) => [
    ...(value.match(hex) ?? []),
    ...(value.match(written) ?? []),
  ])
}

function inCode(text) {
  return [...(text.match(hexInQuotes) ?? []), ...(text.match(written) ?? [])]
}

/** The declarations of a style sheet: what stands between `{`, `;` and `}` and has a colon, but opens no block. */
export function declarationsOf(text) {
  const parts = text.replace(/\/\*[\s\S]*?\*\//g, '').split(/(?<=[{};])/)
  return parts.flatMap((part) => {
    const declared = /^\s*([\w-]+)\s*:\s*([\s\S]*?)[;}]?\s*$/.exec(part)
    return declared === null || part.endsWith('{') ? [] : [{ name: declared[1], value: declared[2] }]
  })
}
