import { isTest, pathInHouse, roomOf } from './place.mjs'

const product = ['shared', 'electron', 'renderer']

/** A cast is a promise the compiler cannot check, so a comment beside it or above its statement says why it is true. */
export const explainedCasts = {
  create(context) {
    const path = pathInHouse(context.filename)
    if (!product.includes(roomOf(path)) || isTest(path)) return {}
    const explained = (node) => {
      const first = statementOf(node).loc.start.line - 1
      const last = node.loc.end.line
      return context.sourceCode
        .getAllComments()
        .some(({ loc }) => loc.end.line >= first && loc.start.line <= last)
    }
    const judge = (node) => {
      if (isConst(node.typeAnnotation) || explained(node)) return
      context.report({ node, message: 'A cast needs a comment that says why it is true.' })
    }
    return { TSAsExpression: judge, TSTypeAssertion: judge }
  },
}

function isConst(type) {
  return type.type === 'TSTypeReference' && type.typeName.name === 'const'
}

function statementOf(node) {
  let found = node
  while (!/Statement$|Declaration$|^PropertyDefinition$|^Property$/.test(found.type)) found = found.parent
  return found.parent?.type === 'ExportNamedDeclaration' ? found.parent : found
}
