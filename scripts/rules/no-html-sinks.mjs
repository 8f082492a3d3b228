import { globalUses, literalText, memberName } from './names.mjs'
import { isIn, pathInHouse } from './place.mjs'

const sinks = new Set([
  'createContextualFragment',
  'dangerouslySetInnerHTML',
  'innerHTML',
  'insertAdjacentHTML',
  'outerHTML',
  'parseFromString',
  'parseHTMLUnsafe',
  'setHTMLUnsafe',
  'srcDoc',
  'srcdoc',
])
const executing = new Set(['DOMParser', 'Function', 'eval'])
// An attribute that runs code or holds a document is as good as markup.
const live = /^(on|srcdoc$)/i

/** Article text never becomes markup or code: nothing in the window parses HTML or runs a string. */
export const noHtmlSinks = {
  create(context) {
    const path = pathInHouse(context.filename)
    if (!isIn(path, 'renderer') && !isIn(path, 'shared')) return {}
    const report = (node, what) =>
      context.report({
        node,
        message: `${what} can turn text into markup or code; build nodes from text instead.`,
      })
    return {
      'Program:exit'() {
        for (const use of globalUses(context)) if (executing.has(use.name)) report(use, use.name)
      },
      MemberExpression(node) {
        const name = memberName(node)
        if (sinks.has(name) || executing.has(name)) report(node, name)
        const writes = name === 'write' || name === 'writeln'
        if (writes && isDocument(node.object)) report(node, `document.${name}`)
      },
      JSXAttribute(node) {
        if (sinks.has(node.name.name)) report(node, node.name.name)
      },
      Property(node) {
        const name = node.computed ? literalText(node.key) : (node.key.name ?? literalText(node.key))
        if (sinks.has(name)) report(node, name)
      },
      CallExpression(node) {
        const method = memberName(node.callee)
        if (method !== 'setAttribute' && method !== 'setAttributeNS') return
        const name = literalText(node.arguments[method === 'setAttribute' ? 0 : 1])
        if (name === null) report(node, `${method} with a computed name`)
        else if (live.test(name)) report(node, `${method}('${name}')`)
      },
    }
  },
}

function isDocument(node) {
  return (
    (node.type === 'Identifier' && /document$/i.test(node.name)) || /document$/i.test(memberName(node) ?? '')
  )
}
