/** The name of a member where the code spells it out: `a.b`, `a['b']`, a`b` in brackets; null where it is computed. */
export function memberName(node) {
  if (node.type !== 'MemberExpression') return null
  if (!node.computed) return node.property.name ?? null
  return literalText(node.property)
}

/** The text of a string or of a template without gaps; null for anything else. */
export function literalText(node) {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0) return node.quasis[0].value.cooked
  return null
}

/** Each place where a name is used that nothing in the file declares: the language's own globals, the DOM's, Node's. */
export function globalUses(context) {
  const scope = context.sourceCode.scopeManager.globalScope
  const builtIn = scope.variables.filter((variable) => variable.defs.length === 0)
  const uses = [...scope.through, ...builtIn.flatMap((variable) => variable.references)]
  return uses.filter((use) => !use.isTypeReference).map((use) => use.identifier)
}

const globalObjects = new Set(['globalThis', 'window', 'self', 'global'])

/** The global that `node` is, whether it is written `fetch`, `window.fetch` or `globalThis['fetch']`; else null. */
export function memberOfGlobalObject(node) {
  if (node.type !== 'MemberExpression' || node.object.type !== 'Identifier') return null
  return globalObjects.has(node.object.name) ? memberName(node) : null
}
