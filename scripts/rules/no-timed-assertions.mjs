import { memberName } from './names.mjs'
import { isTest, pathInHouse } from './place.mjs'

/** Tests assert outcomes. A measured time belongs in the benchmark, where a busy machine fails nobody. */
export const noTimedAssertions = {
  create(context) {
    if (!isTest(pathInHouse(context.filename))) return {}
    return {
      MemberExpression(node) {
        const owner = node.object.type === 'Identifier' ? node.object.name : null
        const clock = `${owner}.${memberName(node)}`
        if (!['performance.now', 'process.hrtime', 'console.time'].includes(clock)) return
        context.report({
          node,
          message: `${clock} in a test: assert what happened, and measure time in the benchmark.`,
        })
      },
    }
  },
}
